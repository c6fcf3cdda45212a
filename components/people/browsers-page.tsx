import type { Passkey } from '../../contract/member.ts';
import { isPasskeyHost } from '../../contract/passkey-host.ts';
import { t } from '../../utils/i18n/t.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { agoWords, dayWords } from '../../utils/words/time-words.ts';
import { PageHead } from '../options/page-head.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { useAct } from '../state/use-act.ts';
import { useNow } from '../state/use-now.ts';
import { useRegister } from '../state/register.ts';
import { usePeople } from '../state/use-people.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ActNotice } from './act-notice.tsx';
import { ReadView } from './read-view.tsx';
import { SessionList } from './session-list.tsx';

/** Where I am signed in, and with which passkeys. */
export function BrowsersPage() {
  const sessions = usePeople('mySessions', {});
  const passkeys = usePeople('myPasskeys', {});
  return (
    <div className="mx-auto w-full max-w-2xl">
      <PageHead title={t('people.browsers')} />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      <div className="flex flex-col gap-4">
        <Card title={t('people.signedInAt')}>
          <ReadView reading={sessions}>
            {({ items }) => (
              <SessionList
                sessions={items}
                onEnd={(sessionId) => callPeople('endMySession', { params: { sessionId } })}
              />
            )}
          </ReadView>
        </Card>
        <Card title={t('people.passkeys')}>
          <ReadView reading={passkeys}>{({ items }) => <Passkeys passkeys={items} />}</ReadView>
        </Card>
      </div>
    </div>
  );
}

function Passkeys({ passkeys }: { passkeys: readonly Passkey[] }) {
  const act = useAct();
  const now = useNow();
  if (passkeys.length === 0) return <NoPasskeys />;
  return (
    <>
      <ActNotice act={act} />
      <ul className="divide-y divide-line">
        {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
          <li
            key={id}
            className="flex items-center justify-between gap-4 py-2.5 text-[13px] first:pt-0 last:pb-0"
          >
            <span className="min-w-0">
              <span className="block font-semibold break-words">{name}</span>
              <span className="block text-soft">
                {lastUsedAt === null
                  ? t('people.passkeyUnused', { day: dayWords(createdAt) })
                  : t('people.passkeyUsed', {
                      day: dayWords(createdAt),
                      ago: agoWords(lastUsedAt, now),
                    })}
              </span>
            </span>
            <Button
              aria-label={t('people.removePasskey', { name })}
              busy={act.busy === id}
              onClick={() =>
                act.run(id, () => callPeople('removeMyPasskey', { params: { passkeyId: id } }))
              }
            >
              {t('common.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function NoPasskeys() {
  const address = useRegister(({ session }) => ('address' in session ? session.address : null));
  const possible = address !== null && isPasskeyHost(new URL(address).hostname);
  return (
    <p className="text-[13px] text-soft">
      {possible ? t('people.noPasskeysYet') : t('people.noPasskeys')}
    </p>
  );
}
