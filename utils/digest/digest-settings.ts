import { browser } from 'wxt/browser';

/** What a person chose about the weekly digest in this browser, and when it was told last. */
export interface DigestSettings {
  readonly wanted: boolean;
  /** Whether it may name tokens: it can stand on a locked screen. */
  readonly names: boolean;
  /** Ms since 1970; null before the first time. */
  readonly lastAt: number | null;
}

export const NO_DIGEST: DigestSettings = { wanted: false, names: false, lastAt: null };

const KEY = 'digest';

export async function readDigestSettings(): Promise<DigestSettings> {
  const stored = await browser.storage.local.get(KEY);
  const { wanted, names, lastAt } = (stored[KEY] ?? {}) as Record<string, unknown>;
  return {
    wanted: wanted === true,
    names: names === true,
    lastAt: typeof lastAt === 'number' && Number.isFinite(lastAt) ? lastAt : null,
  };
}

export async function writeDigestSettings(patch: Partial<DigestSettings>): Promise<DigestSettings> {
  const next = { ...(await readDigestSettings()), ...patch };
  await browser.storage.local.set({ [KEY]: next });
  return next;
}
