import { useShallow } from 'zustand/react/shallow';
import { nameKey } from '../../contract/fold.ts';
import { useRegister, type RegisterState } from './register.ts';

/** Names of tags' colours, by the tags' folded names. */
export type TagColors = Readonly<Record<string, string>>;

const PLAIN: TagColors = {};

/** The colours of all tags, as the service told them last. */
export function tagColorsOf({ session }: Pick<RegisterState, 'session'>): TagColors {
  return 'me' in session ? (session.me.tagColors ?? PLAIN) : PLAIN;
}

/** The same list while it says the same. */
export function useTagColors(): TagColors {
  return useRegister(useShallow(tagColorsOf));
}

/** The name of a tag’s colour; undefined for the plain look. */
export function colorOf(tag: string, colors: TagColors): string | undefined {
  return colors[nameKey(tag)];
}

/** The same, as the service told it last. */
export function useTagColor(tag: string): string | undefined {
  return useRegister((state) => colorOf(tag, tagColorsOf(state)));
}
