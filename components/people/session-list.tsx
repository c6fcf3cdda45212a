import type { BrowserSession } from '../../contract/member.ts';
import type { Result } from '../../utils/messaging/protocol.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import { useAct } from '../state/use-act.ts';
import { useNow } from '../state/use-now.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { toast } from '../ui/toasts.tsx';
import { ActNotice } from './act-notice.tsx';
import { t } from '../../utils/i18n/t.ts';

interface SessionListProps {
  readonly sessions: readonly BrowserSession[];
  readonly onEnd: (sessionId: string) => Promise<Result<unknown>>;
}

/** Browsers in which somebody is signed in, each of which can be signed out. */
export function SessionList({ sessions, onEnd }: SessionListProps) {
  const act = useAct();
  const now = useNow();
  if (sessions.length === 0) {
    return <p className="text-[13px] text-soft">{t('people.nowhere')}</p>;
  }
  return (
    <>
      <ActNotice act={act} />
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex items-center gap-x-4 gap-y-2 py-2.5 first:pt-0 last:pb-0"
          >
            <div className="min-w-0 flex-1 text-[13px]">
              <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="font-semibold break-words">{session.browser}</span>
                {session.current && <Chip tone="good">{t('people.thisBrowser')}</Chip>}
              </div>
              <div className="break-words text-soft" title={momentWords(session.lastSeenAt)}>
                {sessionWords(session, now)}
              </div>
            </div>
            <Button
              aria-label={
                session.current
                  ? t('people.endThis')
                  : t('people.endOf', { browser: session.browser })
              }
              busy={act.busy === session.id}
              onClick={() =>
                act.run(
                  session.id,
                  () => onEnd(session.id),
                  () => toast('good', t('people.signedOutThere')),
                )
              }
            >
              {t('people.end')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function sessionWords(
  { lastSeenAt, createdAt, address }: SessionListProps['sessions'][number],
  now: number,
): string {
  const seen = agoWords(lastSeenAt, now);
  const since = agoWords(createdAt, now);
  return address === null
    ? t('people.session', { seen, since })
    : t('people.sessionFrom', { seen, since, address });
}
