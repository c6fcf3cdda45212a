import { create } from 'zustand';
import { NOTHING_MANAGED, readManaged, type Managed } from '../../utils/settings/managed.ts';
import {
  DEFAULT_SETTINGS,
  onSettings,
  readSettings,
  writeSettings,
  type Settings,
} from '../../utils/settings/settings.ts';

export const useSettings = create<Settings>()(() => DEFAULT_SETTINGS);
/** What the company has fixed; those controls are shown, and can't be changed. */
export const useManaged = create<Managed>()(() => NOTHING_MANAGED);

/** A copy of the theme that can be read before the first paint; extension storage answers too late for that. */
const THEME_KEY = 'theme';

/** Paints in the chosen theme from the first frame on. Call it before anything is drawn. */
export function applyThemeAtOnce(): void {
  applyTheme(localStorage.getItem(THEME_KEY) ?? 'system');
}

/** Reads the settings and follows them until `signal` aborts. */
export async function followSettings(signal: AbortSignal): Promise<void> {
  const take = (settings: Settings): void => {
    useSettings.setState(settings);
    localStorage.setItem(THEME_KEY, settings.theme);
    applyTheme(settings.theme);
  };
  const readAll = async (): Promise<void> => {
    const [settings, managed] = await Promise.all([readSettings(), readManaged()]);
    if (signal.aborted) return;
    useManaged.setState(managed, true);
    take(settings);
  };
  // Readings that overlap end in the same state: the last one to finish read the newest.
  onSettings(() => void readAll(), signal);
  await readAll();
}

/** Chosen at a click, for which nobody waits: the page shows what was stored, so that a failed write shows the old choice. */
export async function changeSettings(patch: Partial<Settings>): Promise<void> {
  await writeSettings(patch);
}

function applyTheme(theme: string): void {
  const root = document.documentElement;
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  else delete root.dataset.theme;
}
