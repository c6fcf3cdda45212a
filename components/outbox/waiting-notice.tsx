import { isOpen, tokenOf } from '../../utils/outbox/change.ts';
import { stateWords } from '../../utils/words/change-words.ts';
import { useRegister } from '../state/register.ts';
import { Notice } from '../ui/notice.tsx';
import { ChangeActions } from './change-actions.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

/** Says of a token that a change of it is not at the service yet, and why. Nothing when all is. */
export function WaitingNotice({ tokenId }: { tokenId: string }) {
  const changes = useRegister((state) => state.changes);
  const open = changes.filter(isOpen).filter((change) => tokenOf(change) === tokenId);
  const [first] = open;
  if (first === undefined) return null;
  const more = open.length - 1;
  return (
    <Notice
      tone={first.state.kind === 'waiting' ? 'info' : 'warn'}
      title={stateWords(first)}
      actions={<ChangeActions change={first} />}
    >
      {first.state.kind === 'waiting' &&
        (first.kind === 'create' ? t('outbox.notCreatedYet') : t('outbox.shownChanged'))}
      {more > 0 && ` ${t('outbox.moreWait', more, { count: number(more) })}`}
    </Notice>
  );
}
