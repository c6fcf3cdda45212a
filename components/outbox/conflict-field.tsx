import { useId, type ReactNode } from 'react';
import type { PatchToken } from '../../contract/token.ts';
import type { Joined } from '../../utils/outbox/join-versions.ts';
import { valueWords } from '../../utils/words/change-words.ts';
import { fieldName } from '../../utils/words/field-words.ts';
import { t } from '../../utils/i18n/t.ts';

/** What shall become of one field. */
export type Choice =
  { readonly kind: 'mine' | 'theirs' } | { readonly kind: 'both'; readonly value: unknown };

interface ConflictFieldProps {
  readonly field: keyof PatchToken;
  /** What both began with. */
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly theirName: string | null;
  readonly choice: Choice | null;
  readonly onChoose: (choice: Choice) => void;
  readonly joined: Joined;
}

/** One field that two people changed: what it was, what each made of it, and the choice between them. */
export function ConflictField(props: ConflictFieldProps) {
  const { field, base, mine, theirs, theirName, choice, onChoose, joined } = props;
  const group = useId();
  const name = fieldName(field);
  return (
    <fieldset className="card flex flex-col gap-3 p-4">
      <legend className="sr-only">{name}</legend>
      <div className="text-[13px]">
        <div aria-hidden className="font-semibold">
          {name}
        </div>
        <div className="break-words whitespace-pre-line text-soft">
          {t('outbox.before', { value: valueWords(base) })}
        </div>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Version
          group={group}
          words={t('outbox.yours')}
          on={choice?.kind === 'mine'}
          onChoose={() => onChoose({ kind: 'mine' })}
        >
          {valueWords(mine)}
        </Version>
        <Version
          group={group}
          words={
            theirName === null ? t('outbox.theirs') : t('outbox.theirsOf', { name: theirName })
          }
          on={choice?.kind === 'theirs'}
          onChoose={() => onChoose({ kind: 'theirs' })}
        >
          {valueWords(theirs)}
        </Version>
      </div>
      {joined.kind !== 'none' && (
        <Version
          group={group}
          words={joined.kind === 'text' ? t('outbox.bothByHand') : t('outbox.both')}
          on={choice?.kind === 'both'}
          onChoose={() =>
            onChoose({ kind: 'both', value: joined.kind === 'text' ? joined.text : joined.items })
          }
        >
          {joined.kind === 'list' ? (
            valueWords(joined.items)
          ) : choice?.kind === 'both' ? (
            <JoinedText
              label={t('outbox.joined', { field: name })}
              lines={joined.lines}
              value={String(choice.value)}
              onChange={(value) => onChoose({ kind: 'both', value })}
            />
          ) : null}
        </Version>
      )}
    </fieldset>
  );
}

function Version(props: {
  group: string;
  words: string;
  on: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  const { group, words, on, onChoose, children } = props;
  return (
    <div
      className={`rounded-lg border p-3 text-[13px] ${on ? 'border-accent bg-chosen' : 'border-line'}`}
    >
      <label className="flex items-center gap-2 font-medium">
        <input
          type="radio"
          name={group}
          className="accent-accent"
          checked={on}
          onChange={onChoose}
        />
        {words}
      </label>
      {children !== null && <div className="mt-2 break-words whitespace-pre-line">{children}</div>}
    </div>
  );
}

function JoinedText(props: {
  label: string;
  lines: boolean;
  value: string;
  onChange: (value: string) => void;
}) {
  const { label, lines, value, onChange } = props;
  const shared = {
    'aria-label': label,
    className: `field-box ${lines ? 'h-auto py-2' : ''}`,
    value,
  };
  return lines ? (
    <textarea {...shared} rows={6} onChange={(event) => onChange(event.target.value)} />
  ) : (
    <input {...shared} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
  );
}
