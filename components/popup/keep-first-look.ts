import { keepLook } from '../../utils/at-hand/last-look.ts';
import { readPins } from '../../utils/at-hand/pins.ts';
import { readRecents } from '../../utils/at-hand/recents.ts';
import { readDraft } from '../../utils/drafts/drafts.ts';
import { isPlace, PLACE_DRAFTS } from '../../utils/panel/place.ts';
import { personOf, registerNow } from '../state/register.ts';
import { lookOf } from './first-rows.tsx';

/** Keeps what the popup's list begins with as things stand now, for the next time it opens. */
export function keepFirstLook(rows: number): Promise<void> {
  return keepLook(async () => {
    const [allPins, recent, place] = await Promise.all([
      readPins(),
      readRecents(),
      readDraft(PLACE_DRAFTS.popup, isPlace),
    ]);
    const recents = recent.map(({ id }) => id);
    const register = await registerNow({
      rows,
      before: (member) => Promise.resolve([...(allPins[member] ?? []), ...recents]),
    });
    const member = personOf(register);
    const pins = member === null ? [] : (allPins[member] ?? []);
    return lookOf(register, place, pins, recents);
  });
}
