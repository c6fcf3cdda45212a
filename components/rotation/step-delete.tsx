import { FRONT_SETTINGS } from '../../utils/front-page/front-address.ts';
import type { Guide } from '../state/use-guide.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { OutLink } from '../ui/out-link.tsx';

/** The one thing that only a person on Front's page can do. */
export function StepDelete({ guide }: { guide: Guide }) {
  const { draft, change } = guide;
  const isAlike = draft.newName.trim() === draft.oldName;
  return (
    <>
      <p>
        On <OutLink href={FRONT_SETTINGS}>Front’s settings page</OutLink>, open{' '}
        <strong className="break-words">{draft.oldName}</strong>
        {draft.oldHint === null ? '' : `, whose value ends in ${draft.oldHint}`}, and delete it.
      </p>
      {isAlike && (
        <Notice tone="warn" title="Both have the same name">
          Look at the end of the value before you delete one.
        </Notice>
      )}
      <p>From then on the old value can’t be put back.</p>
      <Button look="primary" className="self-start" onClick={() => change({ isDeleted: true })}>
        I have deleted it
      </Button>
    </>
  );
}
