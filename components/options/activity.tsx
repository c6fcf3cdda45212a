import type { Token } from '../../contract/token.ts';
import { agoWords, dayWords, momentWords } from '../../utils/words/time-words.ts';
import { Timeline } from '../audit/timeline.tsx';
import { ReadView } from '../people/read-view.tsx';
import { usePeople } from '../state/use-people.ts';
import { hashOf } from '../state/use-route.ts';
import { useSeenBy } from '../state/use-seen-by.ts';
import { t } from '../../utils/i18n/t.ts';

/** What happened to a token, newest first, from the service’s log, and who has ever seen its value. */
export function Activity({ token, now }: { token: Token; now: number }) {
  const reading = usePeople('listAudit', { query: { token: token.id, limit: '50' } });
  return (
    <ReadView reading={reading}>
      {({ items, nextCursor }) => (
        <div className="flex flex-col gap-4">
          <SeenBy tokenId={token.id} newest={items[0]?.id ?? null} now={now} />
          <Timeline events={items} now={now} tokens="left_out" />
          {nextCursor !== null && (
            <a
              href={hashOf({ kind: 'audit', token: token.id })}
              className="self-center text-[13px] text-accent underline underline-offset-2"
            >
              {t('options.olderInLog')}
            </a>
          )}
        </div>
      )}
    </ReadView>
  );
}

function SeenBy(props: { tokenId: string; newest: string | null; now: number }) {
  const reading = useSeenBy(props.tokenId, props.newest);
  if (reading.kind !== 'read') return null;
  const { seen, since } = reading;
  return (
    <div>
      <h3 className="mb-1 text-[13px] font-semibold">
        {since === null ? t('options.everSeen') : t('options.seenSince', { day: dayWords(since) })}
      </h3>
      {seen.length === 0 ? (
        <p className="text-[13px] text-soft">{t('options.nobodyYet')}</p>
      ) : (
        <ul aria-label={t('options.seenLabel')} className="flex flex-col gap-1 text-[13px]">
          {seen.map(({ id, who, at, via }) => (
            <li key={id} className="flex min-w-0 items-baseline justify-between gap-3">
              <span className="min-w-0 break-words">{who}</span>
              <time dateTime={at} title={momentWords(at)} className="shrink-0 text-xs text-soft">
                {lookWords(via, agoWords(at, props.now))}
              </time>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function lookWords(via: string | null, ago: string): string {
  switch (via) {
    case 'copy':
      return t('options.copied', { ago });
    case 'insert':
      return t('options.filledIn', { ago });
    default:
      return t('options.looked', { ago });
  }
}
