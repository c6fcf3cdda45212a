import { useEffect, useState } from 'react';
import type { Rotation } from '../../contract/rotation.ts';
import type { Token } from '../../contract/token.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { useRegister } from './register.ts';

/**
 * What is left of a token's older values; null while it is read, or when it can't be. Read anew when
 * the token has another version or `round` changes.
 */
export function useRotation({ id, version }: Token, round: number): Rotation | null {
  const signedIn = useRegister((state) => state.session.kind === 'signed_in');
  const [rotation, setRotation] = useState<Rotation | null>(null);
  useEffect(() => {
    if (!signedIn) return;
    let current = true;
    // A failure comes as an answer. The page says elsewhere that the service does not answer.
    void callPeople('getRotation', { params: { id } }).then((answer) => {
      if (current) setRotation(answer.ok ? answer.value : null);
    });
    return () => {
      current = false;
    };
  }, [id, version, round, signedIn]);
  return rotation;
}
