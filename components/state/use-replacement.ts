import { useState } from 'react';
import type { RotateToken } from '../../contract/rotation.ts';
import type { Token } from '../../contract/token.ts';
import { ask } from '../../utils/messaging/ask.ts';
import { useAct, type Act } from './use-act.ts';

export interface Replacement {
  /** As it was pasted; kept nowhere but here, and gone once it was taken. */
  readonly value: string;
  readonly setValue: (value: string) => void;
  readonly act: Act;
  readonly busy: boolean;
  /** Front could not say that old and new value are of one company, so that the person has to. */
  readonly unproven: boolean;
  readonly replace: (word?: Pick<RotateToken, 'oldCompany'>) => void;
}

/** A pasted value that is to take the place of a Front token’s recorded one. */
export function useReplacement(token: Token, onReplaced: (token: Token) => void): Replacement {
  const [value, setValue] = useState('');
  const act = useAct();
  return {
    value,
    setValue,
    act,
    busy: act.busy === 'replace',
    unproven: act.failure?.code === 'company_unproven',
    replace: (word = {}) => {
      if (value.trim() === '') return;
      act.run(
        'replace',
        () =>
          ask('tokens.rotate', {
            id: token.id,
            rotation: { value, ...word },
            idempotencyKey: crypto.randomUUID(),
          }),
        (replaced) => {
          setValue('');
          onReplaced(replaced);
        },
      );
    },
  };
}
