import type { AuditEvent } from '../../contract/audit.ts';
import type { Token } from '../../contract/token.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import { useAudit } from '../state/use-audit.ts';

/** What happened to a token, newest first, from the service’s log. */
export function Activity({ token, now }: { token: Token; now: number }) {
  const reading = useAudit(token.id, token.version);
  switch (reading.kind) {
    case 'reading':
      return <div aria-hidden className="h-16 animate-pulse rounded-lg bg-hover" />;
    case 'failed':
      return <p className="text-[13px] text-soft">{failureWords(reading.failure).title}.</p>;
    case 'read':
      return (
        <ol className="flex flex-col gap-2.5 text-[13px]">
          {reading.events.map((event) => (
            <li key={event.id} className="flex min-w-0 items-baseline justify-between gap-3">
              <span className="min-w-0 break-words">
                <span className="font-medium">{event.actor.name}</span> {eventWords(event)}
              </span>
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
}

function eventWords(event: AuditEvent): string {
  switch (event.action) {
    case 'token.created':
      return event.detail.kind === 'front' ? 'recorded it' : 'created it';
    case 'token.updated': {
      const fields = Array.isArray(event.detail.fields) ? event.detail.fields.map(String) : [];
      return `changed ${fields.map((field) => FIELD_WORDS[field] ?? field).join(', ')}`;
    }
    case 'token.revealed':
      return event.via === 'copy' ? 'copied the value' : 'looked at the value';
    case 'token.reveal_refused':
      return 'was refused the value';
    case 'token.deleted':
      return 'deleted it';
    default:
      return event.action;
  }
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  scopes: 'the permissions',
  features: 'the features',
  namespaces: 'the namespaces',
  name: 'the name',
  purpose: 'the purpose',
  tags: 'the tags',
  owner: 'the owner',
  environment: 'the environment',
  usedIn: 'where it is used',
  expiresAt: 'the expiry',
  backedBy: 'the Front token behind it',
};
