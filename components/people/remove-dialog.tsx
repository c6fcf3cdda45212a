import { UserMinus } from 'lucide-react';
import type { Member } from '../../contract/member.ts';
import { t } from '../../utils/i18n/t.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { useAct } from '../state/use-act.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Notice } from '../ui/notice.tsx';
import { ActNotice } from './act-notice.tsx';
import { SeenList } from './seen-list.tsx';

interface RemoveDialogProps {
  readonly member: Member;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Removes a person, and then says what has to be rotated since they know it. */
export function RemoveDialog({ member, open, onOpenChange }: RemoveDialogProps) {
  const act = useAct();
  const removed = member.status === 'removed';
  const { name } = member;
  return (
    <Modal
      open={open}
      onOpenChange={onOpenChange}
      title={removed ? t('people.removedTitle', { name }) : t('people.removeTitle', { name })}
      trigger={
        <Button look="quiet-danger" icon={<UserMinus size={16} aria-hidden />}>
          {t('common.remove')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {removed ? (
          <Notice tone="warn" title={t('people.seenRotateOf', { name })}>
            {t('people.knownText')}
          </Notice>
        ) : (
          <p className="text-[13px]">{t('people.removeText')}</p>
        )}
        <SeenList memberId={member.id} name={name} />
        <ActNotice act={act} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>
            {removed ? t('common.close') : t('common.cancel')}
          </Button>
          {!removed && (
            <Button
              look="danger"
              busy={act.busy === 'remove'}
              onClick={() =>
                act.run('remove', () => callPeople('removeMember', { params: { id: member.id } }))
              }
            >
              {t('people.removePerson')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
