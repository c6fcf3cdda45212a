import { isOpen, tokenOf } from '../../utils/outbox/change.ts';
import { stateWords } from '../../utils/words/change-words.ts';
import { useRegister } from '../state/register.ts';
import { Notice } from '../ui/notice.tsx';
import { ChangeActions } from './change-actions.tsx';

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
        (first.kind === 'create'
          ? 'This token is not created yet. It is kept in this browser until then.'
          : 'What you see has your change in it. It is kept in this browser until the service has it.')}
      {more > 0 &&
        ` ${more === 1 ? 'One more change waits' : `${more} more changes wait`} behind it.`}
    </Notice>
  );
}
