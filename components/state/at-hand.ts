import { create } from 'zustand';
import { readPins, togglePin, type Pins } from '../../utils/at-hand/pins.ts';
import { readRecents, type Recent } from '../../utils/at-hand/recents.ts';
import { personOf, useRegister, type RegisterState } from './register.ts';

/**
 * What is at hand, as it was when the page was opened: a list that moves while somebody reads it is
 * no help. Only what they pin themselves is there at once.
 */
const useAtHand = create<{ readonly pins: Pins; readonly recents: readonly Recent[] }>()(() => ({
  pins: {},
  recents: [],
}));

const NONE: readonly string[] = [];

/** Reads it; the popup does so before its first paint, so that nothing moves afterwards. */
export async function readAtHand(): Promise<void> {
  const [pins, recents] = await Promise.all([readPins(), readRecents()]);
  useAtHand.setState({ pins, recents });
}

/** Ids of the tokens that the one who is signed in has pinned. */
export function usePins(): readonly string[] {
  const member = useRegister(personOf);
  return useAtHand(({ pins }) => pinsOf(pins, member));
}

function pinsOf(pins: Pins, member: string | null): readonly string[] {
  return member === null ? NONE : (pins[member] ?? NONE);
}

/** Ids of what is at hand for the one whose register this is. */
export function atHandOf(register: RegisterState): {
  readonly pins: readonly string[];
  readonly recents: readonly string[];
} {
  const { pins, recents } = useAtHand.getState();
  return { pins: pinsOf(pins, personOf(register)), recents: recents.map(({ id }) => id) };
}

/** Ids of what is at hand for a member, as it was read. */
export function idsAtHand(member: string): readonly string[] {
  const { pins, recents } = useAtHand.getState();
  return [...pinsOf(pins, member), ...recents.map(({ id }) => id)];
}

export function useRecents(): readonly Recent[] {
  return useAtHand((state) => state.recents);
}

/** Pins a token to the top of the list, or lets go of it. */
export async function changePin(id: string): Promise<void> {
  const { session } = useRegister.getState();
  if ('me' in session) useAtHand.setState({ pins: await togglePin(session.me.id, id) });
}
