import { SearchCheck, ShieldCheck } from 'lucide-react';
import { MOST_TEXT, MOST_VALUES } from '../../utils/find/find-token-values.ts';
import { t } from '../../utils/i18n/t.ts';
import { dayWords } from '../../utils/words/time-words.ts';
import { PageHead } from '../options/page-head.tsx';
import { FailureNotice } from '../session/failure-notice.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import {
  dropFind,
  findInText,
  lookAgain,
  useFind,
  type FindState,
  type SeenValue,
} from '../state/use-find.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextIntake } from '../ui/text-intake.tsx';
import { FoundCard } from './found-card.tsx';
import { number } from '../../utils/i18n/locale.ts';

/** Paste any text: which tokens stand in it, and whose they are. */
export function FindPage() {
  const state = useFind((find) => find.state);
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4">
      <PageHead
        title={t('find.title')}
        actions={
          state.kind === 'none' ? undefined : (
            <Button onClick={dropFind}>{t('common.clear')}</Button>
          )
        }
      />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      <Card title={t('find.hint')}>
        <TextIntake
          label={t('find.text')}
          hint={t('find.textHint')}
          accept="text/*,.log,.json,.diff,.patch,.env,.txt,.yml,.yaml,.har"
          most={MOST_TEXT}
          // It tells of its failures itself.
          onText={(text, source) => void findInText(text, source)}
        />
      </Card>
      <div aria-live="polite" className="flex flex-col gap-4">
        <Outcome state={state} />
      </div>
    </div>
  );
}

function Outcome({ state }: { state: FindState }) {
  switch (state.kind) {
    case 'none':
      return null;
    case 'looking':
      return <div aria-hidden className="card h-24 animate-pulse" />;
    case 'found':
      return <Found {...state} />;
  }
}

function Found(state: Extract<FindState, { kind: 'found' }>) {
  const { seen, known, others, source, whole, failure, more, rememberedSince } = state;
  if (seen.length === 0) {
    return (
      <div className="card flex">
        <EmptyState icon={<ShieldCheck size={22} aria-hidden />} title={t('find.noneTitle')}>
          {t('find.noneText', { source })}
          {others > 0 && ` ${othersWords(others)}`}
        </EmptyState>
      </div>
    );
  }
  const isOurs = ({ digest }: SeenValue): boolean => known.has(digest);
  const ours = seen.filter(isOurs).length;
  return (
    <>
      <p className="flex items-center gap-2 text-sm font-semibold">
        <SearchCheck size={17} aria-hidden className="text-accent" />
        {countWords(seen.length, failure === null && whole ? ours : null)}
      </p>
      {failure !== null && (
        <div className="flex flex-col items-start gap-2">
          <FailureNotice
            failure={failure}
            comfort={t('find.cannotSay')}
            onRetry={() => void lookAgain()}
          />
          <Button onClick={() => void lookAgain()}>{t('find.askAgain')}</Button>
        </div>
      )}
      {failure === null && !whole && (
        <Notice
          tone="warn"
          title={t('find.partTitle')}
          actions={<Button onClick={() => void lookAgain()}>{t('find.askAgain')}</Button>}
        >
          {t('find.partText')}
        </Notice>
      )}
      {more && <Notice tone="info">{t('find.onlyFirst', { count: number(MOST_VALUES) })}</Notice>}
      {[...seen.filter(isOurs), ...seen.filter((one) => !isOurs(one))].map((one) => (
        <FoundCard
          key={one.digest}
          seen={one}
          found={known.get(one.digest) ?? null}
          asked={failure === null && whole}
        />
      ))}
      <p className="text-xs text-soft">
        {others > 0 && `${othersWords(others)} `}
        {rememberedSince !== null && t('find.notRemembered', { day: dayWords(rememberedSince) })}
      </p>
    </>
  );
}

/** How many there are, and how many of them are known here; null while that cannot be said. */
function countWords(seen: number, ours: number | null): string {
  const count = number(seen);
  if (ours === null) return t('find.tokens', seen, { count });
  if (ours === seen) return t('find.tokensAllKnown', seen, { count });
  if (ours === 0) return t('find.tokensNoneKnown', seen, { count });
  return t('find.tokensKnown', seen, { count, known: number(ours) });
}

function othersWords(others: number): string {
  return t('find.others', others, { count: number(others) });
}
