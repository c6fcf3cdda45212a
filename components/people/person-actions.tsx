import { useState } from 'react';
import type { Member, PatchMember } from '../../contract/member.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { useAct } from '../state/use-act.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { toast } from '../ui/toasts.tsx';
import { ActNotice } from './act-notice.tsx';
import { LinkOnce } from './link-once.tsx';
import { t } from '../../utils/i18n/t.ts';

/** What an admin can do with a person’s access, one button each. */
export function PersonActions({ member }: { member: Member }) {
  const act = useAct();
  const [link, setLink] = useState<string | null>(null);
  const patch = (what: string, body: PatchMember, done: string): void =>
    act.run(
      what,
      () => callPeople('updateMember', { params: { id: member.id }, body }),
      () => toast('good', done),
    );
  const { name } = member;
  return (
    <>
      <ActNotice act={act} />
      <div className="flex flex-wrap gap-2">
        {member.role === 'member' ? (
          <Button
            busy={act.busy === 'role'}
            onClick={() => patch('role', { role: 'admin' }, t('people.isAdmin', { name }))}
          >
            {t('people.makeAdmin')}
          </Button>
        ) : (
          <Button
            busy={act.busy === 'role'}
            onClick={() => patch('role', { role: 'member' }, t('people.isMember', { name }))}
          >
            {t('people.makeMember')}
          </Button>
        )}
        {member.status === 'active' ? (
          <Button
            busy={act.busy === 'status'}
            onClick={() => patch('status', { status: 'blocked' }, t('people.isBlocked', { name }))}
          >
            {t('people.block')}
          </Button>
        ) : (
          <Button
            busy={act.busy === 'status'}
            onClick={() => patch('status', { status: 'active' }, t('people.isUnblocked', { name }))}
          >
            {t('people.unblock')}
          </Button>
        )}
        {member.status === 'active' && member.signsInBy === 'code' && (
          <Modal
            open={link !== null}
            onOpenChange={(open) => {
              if (!open) setLink(null);
            }}
            title={t('people.linkFor', { name })}
            trigger={
              <Button
                busy={act.busy === 'link'}
                onClick={(event) => {
                  // It opens when there is something to show in it.
                  event.preventDefault();
                  act.run(
                    'link',
                    () => callPeople('createInvitation', { body: { memberId: member.id } }),
                    (created) => setLink(created.link),
                  );
                }}
              >
                {t('people.newLink')}
              </Button>
            }
          >
            {link !== null && <LinkOnce link={link} forWhom={name} onDone={() => setLink(null)} />}
          </Modal>
        )}
      </div>
    </>
  );
}
