import type { ReactNode } from 'react';
import type { AuditEvent } from '../../contract/audit.ts';
import { auditWords } from '../../utils/words/audit-words.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import { hashOf } from '../state/use-route.ts';
import { t } from '../../utils/i18n/t.ts';

interface TimelineProps {
  readonly events: readonly AuditEvent[];
  readonly now: number;
  /** On a token’s own page its name would stand in each line. */
  readonly tokens: 'named' | 'left_out';
}

/** Who did what, when, from where and through which browser, newest first. */
export function Timeline({ events, now, tokens }: TimelineProps) {
  return (
    <ol className="flex flex-col gap-2.5 text-[13px]">
      {events.map((event) => (
        <li key={event.id} className="flex min-w-0 items-baseline justify-between gap-3">
          <div className="min-w-0">
            <div className="break-words">
              <span className="font-semibold">{event.actor.name}</span> {auditWords(event)}
              {tokens === 'named' && event.token !== null && (
                <>
                  {' · '}
                  <TokenLink id={event.token.id}>{event.token.name}</TokenLink>
                </>
              )}
            </div>
            <div className="text-xs break-words text-soft">{fromWords(event)}</div>
          </div>
          <time
            dateTime={event.at}
            title={momentWords(event.at)}
            className="shrink-0 text-xs text-soft"
          >
            {agoWords(event.at, now)}
          </time>
        </li>
      ))}
    </ol>
  );
}

function TokenLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <a href={hashOf({ kind: 'token', id })} className="text-accent underline underline-offset-2">
      {children}
    </a>
  );
}

/** Address and browser, as far as they are known. */
function fromWords({ session, address }: AuditEvent): string {
  if (session === null && address === null) return t('audit.onHost');
  return [session?.browser ?? '', address ?? ''].filter((part) => part !== '').join(' · ');
}
