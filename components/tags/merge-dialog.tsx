import { Merge } from 'lucide-react';
import { useState } from 'react';
import type { Tag, TagMerge } from '../../contract/tag.ts';
import { t } from '../../utils/i18n/t.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { dayWords } from '../../utils/words/time-words.ts';
import { ActNotice } from '../people/act-notice.tsx';
import { ReadView } from '../people/read-view.tsx';
import { useAct } from '../state/use-act.ts';
import { usePeople } from '../state/use-people.ts';
import { TagChip } from '../tokens/tag-chip.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Modal } from '../ui/modal.tsx';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toasts.tsx';

interface MergeDialogProps {
  readonly tag: Tag;
  readonly all: readonly Tag[];
  /** Proposed already. */
  readonly into?: string;
}

/** Merges a tag into another one, once the admin has seen what follows and who could see more. */
export function MergeDialog({ tag, all, into }: MergeDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Modal
      open={open}
      onOpenChange={setOpen}
      title={`Merge “${tag.tag}” into another tag`}
      trigger={
        <Button
          className="h-8 px-2.5 text-[13px]"
          icon={<Merge size={14} aria-hidden />}
          aria-label={into === undefined ? `Merge ${tag.tag}` : `Merge ${tag.tag} into ${into}`}
        >
          Merge
        </Button>
      }
    >
      <MergeForm tag={tag} all={all} proposed={into ?? ''} onDone={() => setOpen(false)} />
    </Modal>
  );
}

interface MergeFormProps {
  readonly tag: Tag;
  readonly all: readonly Tag[];
  readonly proposed: string;
  readonly onDone: () => void;
}

function MergeForm({ tag, all, proposed, onDone }: MergeFormProps) {
  const [into, setInto] = useState(proposed);
  const act = useAct();
  const preview = usePeople(
    'previewTagMerge',
    into === '' ? null : { params: { tag: tag.tag }, body: { into } },
  );
  const merge = ({ mark }: TagMerge): void =>
    act.run(
      'merge',
      () => callPeople('mergeTag', { params: { tag: tag.tag }, body: { into, mark } }),
      () => {
        toast('good', `Merged into ${into}`);
        onDone();
      },
    );
  return (
    <div className="flex flex-col gap-3 text-[13px]">
      <Field label="Into">
        {(control) => (
          <select
            {...control}
            className="field-box"
            value={into}
            onChange={(event) => setInto(event.target.value)}
          >
            <option value="">Choose …</option>
            {all
              .filter((other) => other.tag !== tag.tag)
              .map((other) => (
                <option key={other.tag} value={other.tag}>
                  {other.tag} ({other.tokens})
                </option>
              ))}
          </select>
        )}
      </Field>
      {into !== '' && (
        <ReadView reading={preview}>
          {(merged) => (
            <>
              <p>
                <TagChip tag={merged.into} /> takes the place of <TagChip tag={merged.from} /> on{' '}
                {counted(merged.tokens, 'token')}, with {counted(merged.owners, 'owner')} and{' '}
                {counted(merged.grants, 'grant')}. It can’t be undone by itself.
              </p>
              <Gains merge={merged} />
            </>
          )}
        </ReadView>
      )}
      <ActNotice act={act} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button
          look={preview.kind === 'read' && preview.value.gains.length > 0 ? 'danger' : 'primary'}
          disabled={preview.kind !== 'read'}
          busy={act.busy === 'merge'}
          onClick={() => preview.kind === 'read' && merge(preview.value)}
        >
          {preview.kind === 'read' && preview.value.gains.length > 0
            ? 'Merge, and let them see more'
            : 'Merge tags'}
        </Button>
      </div>
    </div>
  );
}

/** Who could see a value after it whom nobody has let see it so far. */
function Gains({ merge: { gains } }: { merge: TagMerge }) {
  if (gains.length === 0) {
    return <p className="text-soft">Nobody can see more by it, and nobody less.</p>;
  }
  return (
    <Notice
      tone="warn"
      title={
        gains.length === 1
          ? 'Somebody could see a value more'
          : `They could see ${gains.length} values more`
      }
    >
      <p>Whoever owns one of the tags may see what is granted to the other.</p>
      <ul aria-label="Who could see more" className="mt-1 max-h-40 list-disc overflow-auto pl-4">
        {gains.map(({ member, token, until }) => (
          <li key={`${member.id} ${token.id}`} className="break-words">
            <b className="font-semibold">{member.name}</b>: {token.name}
            {until !== null && <>, until {dayWords(until)}</>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
