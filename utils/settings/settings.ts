import { browser } from 'wxt/browser';

const THEMES = ['system', 'light', 'dark'] as const;

/** What a person chose for this browser. Nothing secret: content scripts can read this store. */
export interface Settings {
  readonly theme: (typeof THEMES)[number];
  /** Seconds until a revealed value hides again, 5 to 300. */
  readonly revealSeconds: number;
  /** Seconds until a copied value is cleared from the clipboard, 10 to 600; 0 leaves it there. */
  readonly clipboardSeconds: number;
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  revealSeconds: 30,
  clipboardSeconds: 60,
};

const KEY = 'settings';

/** The settings, field by field the default where there is none or a broken one. */
export async function readSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(KEY);
  return settingsOf(stored[KEY]);
}

/** Changes some settings. A value out of bounds becomes the default. */
export async function writeSettings(patch: Partial<Settings>): Promise<void> {
  const settings = settingsOf({ ...(await readSettings()), ...patch });
  await browser.storage.local.set({ [KEY]: settings });
}

/** Hears of changes, made in whichever page, until `signal` aborts. */
export function onSettings(listener: (settings: Settings) => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  const changed = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    const change = changes[KEY];
    if (area === 'local' && change !== undefined) listener(settingsOf(change.newValue));
  };
  browser.storage.onChanged.addListener(changed);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(changed), {
    once: true,
  });
}

/** Reads settings from whatever was stored. */
export function settingsOf(stored: unknown): Settings {
  const { theme, revealSeconds, clipboardSeconds } = (stored ?? {}) as Record<string, unknown>;
  return {
    theme: THEMES.find((name) => name === theme) ?? DEFAULT_SETTINGS.theme,
    revealSeconds: isWhole(revealSeconds, 5, 300) ? revealSeconds : DEFAULT_SETTINGS.revealSeconds,
    clipboardSeconds:
      clipboardSeconds === 0 || isWhole(clipboardSeconds, 10, 600)
        ? clipboardSeconds
        : DEFAULT_SETTINGS.clipboardSeconds,
  };
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
