import { browser } from 'wxt/browser';
import { isClipboardSeconds, isLockMinutes, isRevealSeconds } from './bounds.ts';
import { readManaged, type Managed } from './managed.ts';

const THEMES = ['system', 'light', 'dark'] as const;

/** What a person chose for this browser. Nothing secret: in Firefox content scripts can read this store. */
export interface Settings {
  readonly theme: (typeof THEMES)[number];
  /** Seconds until a revealed value hides again, 5 to 300. */
  readonly revealSeconds: number;
  /** Seconds until a copied value is cleared from the clipboard, 10 to 600; 0 leaves it there. */
  readonly clipboardSeconds: number;
  /** Idle minutes until the extension locks, 1 to 240; 0 never locks, not even at the start of the browser. */
  readonly lockMinutes: number;
  /** Whether Front's API reference gets a label with the scope of its call. */
  readonly referenceLabel: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  revealSeconds: 30,
  clipboardSeconds: 60,
  lockMinutes: 15,
  referenceLabel: true,
};

const KEY = 'settings';

/**
 * The settings that count: what the company has fixed, else what the person chose, else, field by
 * field, the default where there is none or a broken one.
 */
export async function readSettings(): Promise<Settings> {
  const [chosen, managed] = await Promise.all([readChosen(), readManaged()]);
  return withManaged(chosen, managed);
}

/** Changes some settings. A value out of bounds becomes the default. */
export async function writeSettings(patch: Partial<Settings>): Promise<void> {
  const settings = settingsOf({ ...(await readChosen()), ...patch });
  await browser.storage.local.set({ [KEY]: settings });
}

/** Hears of changes, made in whichever page or by the company, until `signal` aborts. */
export function onSettings(listener: (settings: Settings) => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  const tell = async (): Promise<void> => {
    const settings = await readSettings();
    if (!signal.aborted) listener(settings);
  };
  const changed = (changes: Readonly<Record<string, unknown>>, area: string): void => {
    // Readings that overlap end in the same state: the last one to finish read the newest.
    if (area === 'managed' || (area === 'local' && KEY in changes)) void tell();
  };
  browser.storage.onChanged.addListener(changed);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(changed), {
    once: true,
  });
}

/** Reads settings from whatever was stored. */
export function settingsOf(stored: unknown): Settings {
  const { theme, revealSeconds, clipboardSeconds, lockMinutes, referenceLabel } = (stored ??
    {}) as Record<string, unknown>;
  const { theme: usual, ...numbers } = DEFAULT_SETTINGS;
  return {
    theme: THEMES.find((name) => name === theme) ?? usual,
    revealSeconds: isRevealSeconds(revealSeconds) ? revealSeconds : numbers.revealSeconds,
    clipboardSeconds: isClipboardSeconds(clipboardSeconds)
      ? clipboardSeconds
      : numbers.clipboardSeconds,
    lockMinutes: isLockMinutes(lockMinutes) ? lockMinutes : numbers.lockMinutes,
    referenceLabel: typeof referenceLabel === 'boolean' ? referenceLabel : numbers.referenceLabel,
  };
}

function withManaged(chosen: Settings, { clipboardSeconds, lockMinutes }: Managed): Settings {
  return {
    ...chosen,
    clipboardSeconds: clipboardSeconds ?? chosen.clipboardSeconds,
    lockMinutes: lockMinutes ?? chosen.lockMinutes,
  };
}

async function readChosen(): Promise<Settings> {
  const stored = await browser.storage.local.get(KEY);
  return settingsOf(stored[KEY]);
}
