import { useId } from 'react';
import { nameKey } from '../../contract/fold.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Owner } from '../../contract/owner.ts';
import { usePeople } from '../state/use-people.ts';
import { Field } from '../ui/field.tsx';

interface OwnerFieldProps {
  readonly owner: string;
  readonly onChange: (owner: string) => void;
  readonly problem: string | null;
  readonly label?: string;
}

/** Who answers for a token: people and the teams in use are proposed, and anything can be written. */
export function OwnerField({ owner, onChange, problem, label = 'Owner' }: OwnerFieldProps) {
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
                  {kind === 'member' ? 'Person' : 'Team'}
                </option>
              ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

function hintOf(typed: string, found: Owner | undefined): string {
  if (typed.trim() === '') return 'A person or a team';
  switch (found?.kind) {
    case 'member':
      return 'A person who signs in here';
    case 'blocked':
      return 'A person who is blocked just now';
    case 'left':
      return 'A person who has left: name somebody else';
    case 'other':
      return found.tokens === 1 ? 'A team, with one token' : `A team, with ${found.tokens} tokens`;
    case undefined:
      return 'Nobody known by this name: a new team';
  }
}
