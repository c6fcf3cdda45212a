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
import { number } from '../../utils/i18n/locale.ts';
import { RichText } from '../ui/rich-text.tsx';
import { tokensWords } from '../../utils/words/count-words.ts';

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
      title={t('tags.mergeTitle', { tag: tag.tag })}
      trigger={
        <Button
          className="h-8 px-2.5 text-[13px]"
          icon={<Merge size={14} aria-hidden />}
          aria-label={
            into === undefined
              ? t('tags.mergeOf', { tag: tag.tag })
              : t('tags.mergeInto', { tag: tag.tag, into })
          }
        >
          {t('tags.merge')}
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
        toast('good', t('tags.merged', { into }));
        onDone();
      },
    );
  return (
    <div className="flex flex-col gap-3 text-[13px]">
      <Field label={t('tags.into')}>
        {(control) => (
          <select
            {...control}
            className="field-box"
            value={into}
            onChange={(event) => setInto(event.target.value)}
          >
            <option value="">{t('tags.choose')}</option>
            {all
              .filter((other) => other.tag !== tag.tag)
              .map((other) => (
                <option key={other.tag} value={other.tag}>
                  {t('tags.intoChoice', { tag: other.tag, count: number(other.tokens) })}
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
                <RichText
                  k="tags.takesPlace"
                  parts={{
                    into: <TagChip tag={merged.into} />,
                    from: <TagChip tag={merged.from} />,
                    tokens: tokensWords(merged.tokens),
                    owners: t('tags.owners', merged.owners, { count: number(merged.owners) }),
                    grants: t('tags.grants', merged.grants, { count: number(merged.grants) }),
                  }}
                />
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
            ? t('tags.mergeMore')
            : t('tags.mergeTags')}
        </Button>
      </div>
    </div>
  );
}

/** Who could see a value after it whom nobody has let see it so far. */
function Gains({ merge: { gains } }: { merge: TagMerge }) {
  if (gains.length === 0) {
    return <p className="text-soft">{t('tags.noGains')}</p>;
  }
  return (
    <Notice tone="warn" title={t('tags.gains', gains.length, { count: number(gains.length) })}>
      <p>{t('tags.gainsText')}</p>
      <ul aria-label={t('tags.gainsLabel')} className="mt-1 max-h-40 list-disc overflow-auto pl-4">
        {gains.map(({ member, token, until }) => (
          <li key={`${member.id} ${token.id}`} className="break-words">
            <Gain name={member.name} token={token.name} until={until} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Gain({ name, token, until }: { name: string; token: string; until: string | null }) {
  const who = <b className="font-semibold">{name}</b>;
  return until === null ? (
    <RichText k="tags.gain" parts={{ name: who, token }} />
  ) : (
    <RichText k="tags.gainUntil" parts={{ name: who, token, day: dayWords(until) }} />
  );
}
