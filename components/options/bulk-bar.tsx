import { X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { LIMITS } from '../../contract/limits.ts';
import type { BulkEdit } from '../../utils/tokens/bulk-edit.ts';
import { tagsInUse } from '../../utils/tokens/find-tokens.ts';
import { tokensWords } from '../../utils/words/count-words.ts';
import { OwnerField } from '../notes/owner-field.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import type { SelectedTokens } from '../state/use-selection.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

interface BulkBarProps {
  readonly selected: SelectedTokens;
  readonly busy: boolean;
  readonly onEdit: (edit: BulkEdit) => void;
}

type Kind = BulkEdit['kind'];

const ACTIONS: readonly { kind: Kind; words: PlainTextKey; who: 'all' | 'admins' }[] = [
  { kind: 'add_tag', words: 'options.addTag', who: 'all' },
  { kind: 'remove_tag', words: 'options.takeTagOff', who: 'all' },
  { kind: 'owner', words: 'options.setOwner', who: 'admins' },
  { kind: 'environment', words: 'options.setEnvironment', who: 'admins' },
];

/** What can be done with the chosen tokens. A member may do what a member may do with one. */
export function BulkBar({ selected, busy, onEdit }: BulkBarProps) {
  const admin = useRegister(isAdmin);
  const [kind, setKind] = useState<Kind | null>(null);
  const count = selected.tokens.length;
  return (
    <div
      role="region"
      aria-label={t('options.chosen')}
      className="card floating sticky bottom-3 z-20 mt-3 flex flex-col gap-3 p-2.5"
    >
      <div className="flex flex-wrap items-center gap-2">
        <span role="status" className="mr-1 pl-1.5 text-[13px] font-semibold">
          {t('options.selected', count, { count: number(count) })}
        </span>
        {ACTIONS.filter(({ who }) => who === 'all' || admin).map((action) => (
          <Button
            key={action.kind}
            className="h-8 px-2.5 text-[13px]"
            aria-expanded={kind === action.kind}
            disabled={busy}
            onClick={() => setKind(kind === action.kind ? null : action.kind)}
          >
            {t(action.words)}
          </Button>
        ))}
        <IconButton label={t('options.selectNone')} className="ml-auto" onClick={selected.clear}>
          <X size={15} aria-hidden />
        </IconButton>
      </div>
      {kind !== null && (
        <EditForm
          key={kind}
          kind={kind}
          count={count}
          busy={busy}
          selected={selected}
          onEdit={onEdit}
        />
      )}
    </div>
  );
}

function EditForm(props: BulkBarProps & { kind: Kind; count: number }) {
  const { kind, count, busy, selected, onEdit } = props;
  const [text, setText] = useState('');
  const value = text.replace(/\s+/g, ' ').trim();
  const isTag = kind === 'add_tag' || kind === 'remove_tag';
  const submit = (): void => {
    if (isTag && value === '') return;
    onEdit(editOf(kind, value));
  };
  return (
    <form
      className="flex flex-wrap items-end gap-2 border-t border-line px-1.5 pt-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="min-w-0 flex-1 basis-56">
        {isTag ? (
          <TagField kind={kind} text={text} onChange={setText} selected={selected} />
        ) : kind === 'owner' ? (
          <OwnerField
            label={t('options.newOwner')}
            owner={text}
            onChange={setText}
            problem={null}
          />
        ) : (
          <Field label={t('options.newEnvironment')} optional hint={t('options.emptyTakesOff')}>
            {(control) => (
              <input
                {...control}
                className="field-box"
                maxLength={LIMITS.environment}
                placeholder={t('tokens.production')}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
      <div className="pb-5">
        <Button type="submit" look="primary" busy={busy} disabled={isTag && value === ''}>
          {buttonWords(kind, value === '', count)}
        </Button>
      </div>
    </form>
  );
}

function TagField(props: {
  kind: 'add_tag' | 'remove_tag';
  text: string;
  onChange: (text: string) => void;
  selected: SelectedTokens;
}) {
  const { kind, text, onChange, selected } = props;
  const tokens = useRegister((state) => state.tokens);
  const inUse = useMemo(() => tagsInUse(tokens), [tokens]);
  const theirs = [...new Set(selected.tokens.flatMap(({ tags }) => tags))];
  if (kind === 'remove_tag') {
    return (
      <Field
        label={t('options.tagToTake')}
        hint={theirs.length === 0 ? t('options.noneHasTag') : t('options.oneTheyHave')}
      >
        {(control) => (
          <select
            {...control}
            className="field-box"
            value={text}
            onChange={(event) => onChange(event.target.value)}
          >
            <option value="">{t('options.choose')}</option>
            {theirs.map((tag) => (
              <option key={tag} value={tag}>
                {tag}
              </option>
            ))}
          </select>
        )}
      </Field>
    );
  }
  return (
    <Field label={t('options.tagToAdd')} hint={t('options.oneInUse')}>
      {(control) => (
        <>
          <input
            {...control}
            className="field-box"
            list="bulk-tags"
            autoComplete="off"
            maxLength={LIMITS.tag}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id="bulk-tags">
            {inUse.map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** Left empty, owner and environment are taken off: the button says so before it is pressed. */
function buttonWords(kind: Kind, isEmpty: boolean, count: number): string {
  const tokens = tokensWords(count);
  if (isEmpty && kind === 'owner') return t('options.takeOwnerOff', { tokens });
  if (isEmpty && kind === 'environment') return t('options.takeEnvironmentOff', { tokens });
  return t('options.changeMany', { tokens });
}

function editOf(kind: Kind, value: string): BulkEdit {
  const orNull = value === '' ? null : value;
  switch (kind) {
    case 'add_tag':
    case 'remove_tag':
      return { kind, tag: value };
    case 'owner':
      return { kind, owner: orNull };
    case 'environment':
      return { kind, environment: orNull };
  }
}
