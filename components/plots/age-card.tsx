import { useMemo, useState } from 'react';
import { number } from '../../utils/i18n/locale.ts';
import { t } from '../../utils/i18n/t.ts';
import { agedTokens, ageDots, type AgeDot, type AgedToken } from '../../utils/plots/age-dots.ts';
import { dayWords } from '../../utils/words/time-words.ts';
import { useRegister } from '../state/register.ts';
import { useNow } from '../state/use-now.ts';
import { goTo, hashOf } from '../state/use-route.ts';
import { Card } from '../ui/card.tsx';
import { ColumnHead } from '../ui/column-head.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { AgePlot } from './age-plot.tsx';

/** How old every token is and how long nobody has used it: a plot, and the same as a table. */
export function AgeCard() {
  const complete = useRegister((state) => state.complete && state.synced !== null);
  const failed = useRegister(({ sync }) => sync.kind === 'failed');
  return (
    <Card title={t('plots.ageTitle')}>
      {complete ? (
        <Ages />
      ) : failed ? (
        // The head of the page says why.
        <p className="text-[13px] text-soft">{t('ui.whenReachable')}</p>
      ) : (
        <div aria-hidden className="h-64 animate-pulse rounded-lg bg-hover" />
      )}
    </Card>
  );
}

function Ages() {
  const tokens = useRegister((state) => state.tokens);
  const now = useNow();
  const aged = useMemo(
    () =>
      agedTokens(
        tokens.map(({ token }) => token),
        now,
      ),
    [tokens, now],
  );
  const inFront = tokens.filter(({ token }) => token.kind === 'front' && token.status === 'active');
  return (
    <>
      {aged.length === 0 ? (
        <p className="py-6 text-center text-[13px] text-soft">{t('plots.noneIssued')}</p>
      ) : (
        <AgesOf aged={aged} />
      )}
      {inFront.length > 0 && (
        <p className="text-xs text-soft">
          {t('plots.leftOut', inFront.length, { count: number(inFront.length) })}
        </p>
      )}
    </>
  );
}

function AgesOf({ aged }: { aged: readonly AgedToken[] }) {
  const dots = useMemo(() => ageDots(aged), [aged]);
  const [picked, setPicked] = useState<AgeDot | null>(null);
  const pick = (dot: AgeDot): void => {
    const [first, second] = dot.tokens;
    if (first !== undefined && second === undefined) goTo({ kind: 'token', id: first.token.id });
    else setPicked(dot);
  };
  return (
    <>
      <p className="text-[13px] text-soft">{t('plots.ageHint')}</p>
      <AgePlot dots={dots} onPick={pick} />
      {picked !== null && (
        <div className="flex flex-wrap items-center gap-x-3 text-[13px]">
          <h3 className="font-semibold">
            {t('plots.atDot', picked.tokens.length, { count: number(picked.tokens.length) })}
          </h3>
          <TextButton onClick={() => setPicked(null)}>{t('plots.all')}</TextButton>
        </div>
      )}
      <details className="text-[13px]" open={picked === null ? undefined : true}>
        <summary className="w-fit rounded font-medium text-soft">{t('plots.showTable')}</summary>
        <AgeTable key={picked === null ? 'all' : 'picked'} aged={picked?.tokens ?? aged} />
      </details>
    </>
  );
}

/** Rows that are shown at first, and added at each press. */
const ROWS = 50;

function AgeTable({ aged }: { aged: readonly AgedToken[] }) {
  const [shown, setShown] = useState(ROWS);
  const left = Math.min(ROWS, aged.length - shown);
  return (
    <div className="mt-2 flex flex-col gap-2">
      <table className="w-full table-fixed text-left">
        <caption className="sr-only">{t('plots.ageTitle')}</caption>
        <thead className="text-xs text-soft">
          <tr>
            <ColumnHead words={t('common.token')} />
            <ColumnHead words={t('plots.made')} className="w-28" />
            <ColumnHead words={t('plots.lastUse')} className="w-28" />
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {aged.slice(0, shown).map(({ token }) => (
            <tr key={token.id}>
              <th scope="row" className="py-1.5 pr-3 font-medium break-words">
                <a
                  href={hashOf({ kind: 'token', id: token.id })}
                  className="rounded text-ink underline-offset-2 hover:underline"
                >
                  {token.name}
                </a>
              </th>
              <td className="py-1.5 pr-3">{dayWords(token.createdAt)}</td>
              <td className="py-1.5">
                {token.lastUsedAt === null ? t('plots.never') : dayWords(token.lastUsedAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <p>
          <TextButton onClick={() => setShown(shown + ROWS)}>
            {t('plots.more', { count: number(left) })}
          </TextButton>
        </p>
      )}
    </div>
  );
}
