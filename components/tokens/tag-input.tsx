import { X } from 'lucide-react';
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { nameKey } from '../../contract/fold.ts';
import { LIMITS } from '../../contract/limits.ts';
import { tagsInUse } from '../../utils/tokens/find-tokens.ts';
import { useRegister } from '../state/register.ts';
import { useTagColor } from '../state/use-tag-color.ts';
import { Field } from '../ui/field.tsx';
import { t } from '../../utils/i18n/t.ts';

interface TagInputProps {
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
  readonly problem: string | null;
  readonly label?: string;
  readonly hint?: string;
  /** How many fit. */
  readonly most?: number;
}

/** More would be no help to choose from. */
const SUGGESTED = 200;

/** Tags as chips, with those in use as suggestions. Enter, comma or leaving the field adds what was typed. */
export function TagInput({
  tags,
  onChange,
  problem,
  label = t('common.tags'),
  hint = t('tokens.tagsHint'),
  most = LIMITS.tags,
}: TagInputProps) {
  const tokens = useRegister((state) => state.tokens);
  const known = useMemo(() => tagsInUse(tokens), [tokens]);
  const listId = useId();
  const [typed, setTyped] = useState('');

  const add = (text: string): void => {
    const keys = new Set(tags.map(nameKey));
    // Written as it stands elsewhere: “prod” beside “Prod” would be one tag in two ways.
    const spelt = new Map(known.map((tag) => [nameKey(tag), tag]));
    const fresh: string[] = [];
    for (const part of text.split(',')) {
      const tag = part.replace(/\s+/g, ' ').trim().slice(0, LIMITS.tag);
      if (tag === '' || keys.has(nameKey(tag))) continue;
      keys.add(nameKey(tag));
      fresh.push(spelt.get(nameKey(tag)) ?? tag);
    }
    setTyped('');
    if (fresh.length > 0) onChange([...tags, ...fresh].slice(0, most));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault();
      add(typed);
    } else if (event.key === 'Backspace' && typed === '') {
      onChange(tags.slice(0, -1));
    }
  };

  return (
    <Field label={label} optional problem={problem} hint={hint}>
      {(control) => (
        <div className="flex flex-wrap items-center gap-1 rounded-lg border border-edge bg-paper p-1 focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent">
          {tags.map((tag) => (
            <ChosenTag
              key={tag}
              tag={tag}
              onRemove={() => onChange(tags.filter((other) => other !== tag))}
            />
          ))}
          <input
            {...control}
            className="h-7 min-w-24 flex-1 bg-transparent px-1.5 outline-none"
            list={listId}
            autoComplete="off"
            maxLength={LIMITS.tag}
            value={typed}
            onChange={(event) => {
              const text = event.target.value;
              if (text.includes(',')) add(text);
              else setTyped(text);
            }}
            onKeyDown={onKeyDown}
            onBlur={() => add(typed)}
          />
          <datalist id={listId}>
            {known.slice(0, SUGGESTED).map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
        </div>
      )}
    </Field>
  );
}

function ChosenTag({ tag, onRemove }: { tag: string; onRemove: () => void }) {
  return (
    <span
      data-tag-color={useTagColor(tag)}
      className="tag-chip inline-flex h-6 max-w-full items-center gap-0.5 rounded-md pl-2 text-xs font-medium"
    >
      <span className="truncate">{tag}</span>
      <button
        type="button"
        aria-label={t('tokens.removeTag', { tag })}
        className="flex size-6 items-center justify-center rounded-md hover:text-ink"
        onClick={onRemove}
      >
        <X size={12} aria-hidden />
      </button>
    </span>
  );
}
