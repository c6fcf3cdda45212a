import { browser } from 'wxt/browser';
import { readAddress } from '../session/read-address.ts';
import { isClipboardSeconds, isLockMinutes } from './bounds.ts';

/** What the company has fixed for everybody by enterprise policy; null where it leaves the choice. */
export interface Managed {
  /** Origin of the token service. */
  readonly serviceAddress: string | null;
  readonly lockMinutes: number | null;
  readonly clipboardSeconds: number | null;
  /** Names of fixed settings that make no sense, and do not count. */
  readonly wrong: readonly string[];
}

export const NOTHING_MANAGED: Managed = {
  serviceAddress: null,
  lockMinutes: null,
  clipboardSeconds: null,
  wrong: [],
};

/** What the company has fixed, as the browser tells it now. */
export async function readManaged(): Promise<Managed> {
  try {
    return managedOf(await browser.storage.managed.get(null));
  } catch {
    // Firefox refuses the question where no policy names this extension.
    return NOTHING_MANAGED;
  }
}

/** Reads a policy field by field: what is sound counts, what is wrong is named. */
export function managedOf(stored: Readonly<Record<string, unknown>>): Managed {
  const wrong: string[] = [];
  const field = <T>(name: string, read: (value: unknown) => T | null): T | null => {
    const value = stored[name];
    if (value === undefined || value === null) return null;
    const sound = read(value);
    if (sound === null) wrong.push(name);
    return sound;
  };
  return {
    serviceAddress: field('serviceAddress', addressOf),
    lockMinutes: field('lockMinutes', (value) => (isLockMinutes(value) ? value : null)),
    clipboardSeconds: field('clipboardSeconds', (value) =>
      isClipboardSeconds(value) ? value : null,
    ),
    wrong,
  };
}

function addressOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const reading = readAddress(value);
  return reading.kind === 'ok' ? reading.address : null;
}
