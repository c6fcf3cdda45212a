import { failed } from '../messaging/failed.ts';
import type { Access, AccessSource } from '../service/client.ts';

/**
 * Access that belongs to one sign-in alone. Whoever begins a call for one person must not end it in
 * the name of the next one, who has signed in meanwhile.
 */
export function withinSignIn(source: AccessSource, epoch: string): AccessSource {
  const checked = (access: Access): Access => {
    if (access.epoch !== epoch) throw failed('not_signed_in', 'Sign in first.');
    return access;
  };
  return {
    current: async () => checked(await source.current()),
    renew: async (refused) => checked(await source.renew(refused)),
    ended: (refused) => source.ended(refused),
  };
}
