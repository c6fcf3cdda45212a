import type { Invitation } from '../../contract/member.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import { useAct } from '../state/use-act.ts';
import { useNow } from '../state/use-now.ts';
import { usePeople } from '../state/use-people.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ActNotice } from './act-notice.tsx';
import { roleWords } from './role-chip.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

/** Links that nobody has used yet. Nothing when there are none. */
export function OpenInvitations() {
  const invitations = usePeople('listInvitations', {});
  const act = useAct();
  const now = useNow();
  if (invitations.kind !== 'read') return null;
  const open = invitations.value.items.filter(
    ({ status, expiresAt }) => status === 'open' && Date.parse(expiresAt) > now,
  );
  if (open.length === 0 && act.failure === null) return null;
  return (
    <Card title={t('people.openInvitations', { count: number(open.length) })}>
      <ActNotice act={act} />
      <ul className="divide-y divide-line">
        {open.map((invitation) => (
          <li
            key={invitation.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5 first:pt-0 last:pb-0"
          >
            <div className="min-w-0 flex-1 basis-56 text-[13px]">
              <div className="font-semibold break-words">{forWhom(invitation)}</div>
              <div
                className="text-soft"
                title={t('people.worksUntil', { when: momentWords(invitation.expiresAt) })}
              >
                {t('people.invitationBy', {
                  purpose: purposeWords(invitation),
                  name: invitation.createdBy.name,
                  ago: agoWords(invitation.createdAt, now),
                })}
              </div>
            </div>
            <Button
              aria-label={t('people.withdrawOf', { name: forWhom(invitation) })}
              busy={act.busy === invitation.id}
              onClick={() =>
                act.run(invitation.id, () =>
                  callPeople('withdrawInvitation', { params: { id: invitation.id } }),
                )
              }
            >
              {t('people.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function forWhom({ member, name, email }: Invitation): string {
  return member?.name ?? name ?? email ?? t('people.withoutName');
}

function purposeWords({ member, role }: Invitation): string {
  return member === undefined ? roleWords(role) : t('people.newLink');
}
