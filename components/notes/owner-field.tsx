import { useId } from 'react';
import { nameKey } from '../../contract/fold.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Owner } from '../../contract/owner.ts';
import { usePeople } from '../state/use-people.ts';
import { Field } from '../ui/field.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

interface OwnerFieldProps {
  readonly owner: string;
  readonly onChange: (owner: string) => void;
  readonly problem: string | null;
  readonly label?: string;
}

/** Who answers for a token: people and the teams in use are proposed, and anything can be written. */
export function OwnerField({
  owner,
  onChange,
  problem,
  label = t('common.owner'),
}: OwnerFieldProps) {
  const owners = usePeople('listOwners', {});
  const listId = useId();
  const items = owners.kind === 'read' ? owners.value.items : [];
  const key = nameKey(owner);
  const found = items.find(({ name }) => nameKey(name) === key);
  return (
    <Field label={label} optional problem={problem} hint={hintOf(owner, found)}>
      {(control) => (
        <>
          <input
            {...control}
            className="field-box"
            list={listId}
            autoComplete="off"
            maxLength={LIMITS.owner}
            value={owner}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={listId}>
            {items
              .filter(({ kind }) => kind === 'member' || kind === 'other')
              .map(({ name, kind }) => (
                <option key={name} value={name}>
                  {kind === 'member' ? t('notes.person') : t('notes.team')}
                </option>
              ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

function hintOf(typed: string, found: Owner | undefined): string {
  if (typed.trim() === '') return t('notes.ownerHint');
  switch (found?.kind) {
    case 'member':
      return t('notes.ownerMember');
    case 'blocked':
      return t('notes.ownerBlocked');
    case 'left':
      return t('notes.ownerLeft');
    case 'other':
      return t('notes.ownerTeam', found.tokens, { count: number(found.tokens) });
    case undefined:
      return t('notes.ownerNew');
  }
}
