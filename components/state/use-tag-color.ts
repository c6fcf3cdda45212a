import { nameKey } from '../../contract/fold.ts';
import { useRegister } from './register.ts';

/** The name of a tag’s colour, as the service told it last; undefined for the plain look. */
export function useTagColor(tag: string): string | undefined {
  return useRegister(({ session }) =>
    'me' in session ? session.me.tagColors?.[nameKey(tag)] : undefined,
  );
}
