import { keepLook } from '../../utils/at-hand/last-look.ts';
import { readPins } from '../../utils/at-hand/pins.ts';
import { readRecents } from '../../utils/at-hand/recents.ts';
import { readDraft } from '../../utils/drafts/drafts.ts';
import { movesList, onNews } from '../../utils/messaging/news.ts';
import { isPlace, PLACE_DRAFTS } from '../../utils/panel/place.ts';
import { personOf, registerNow } from '../state/register.ts';
import { lookOf } from './first-rows.tsx';

/** News come in bursts, such as an import's. In ms. */
const QUIET_FOR = 150;

/** Keeps what the popup's list begins with, and again after each change until `signal` aborts. */
export async function followFirstLook(rows: number, signal: AbortSignal): Promise<void> {
  let soon: ReturnType<typeof setTimeout> | undefined;
  onNews((news) => {
    if (!movesList(news)) return;
    clearTimeout(soon);
    // A comfort for the next time, as the first one is.
    soon = setTimeout(() => void keepFirstLook(rows).catch(() => undefined), QUIET_FOR);
  }, signal);
  signal.addEventListener('abort', () => clearTimeout(soon), { once: true });
  await keepFirstLook(rows);
}

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
