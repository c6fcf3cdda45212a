import { readDraft, writeDraft } from '../drafts/drafts.ts';

/** A site whose fields may be given values. */
export interface AgreedSite {
  readonly origin: string;
  /** When the person agreed; ms since 1970. */
  readonly at: number;
}

/**
 * Among the drafts, in the extension's own database: no content script reaches it, and it goes at
 * the sign-out and with another person's sign-in.
 */
const KEY = 'insert-sites';

/** The sites that the one who is signed in has agreed to, the latest first. */
export async function readAgreedSites(): Promise<readonly AgreedSite[]> {
  return (await readDraft(KEY, isSites)) ?? [];
}

/** Notes that the person agrees to this site. */
export async function agreeToSite(origin: string, now = Date.now()): Promise<void> {
  const others = (await readAgreedSites()).filter((site) => site.origin !== origin);
  await writeDraft(KEY, [{ origin, at: now }, ...others]);
}

/** Takes the agreement back: the next time is the first one again. @returns what is left */
export async function forgetSite(origin: string): Promise<readonly AgreedSite[]> {
  const left = (await readAgreedSites()).filter((site) => site.origin !== origin);
  await writeDraft(KEY, left);
  return left;
}

function isSites(value: unknown): value is readonly AgreedSite[] {
  return (
    Array.isArray(value) &&
    value.every((site: unknown) => {
      if (typeof site !== 'object' || site === null) return false;
      const { origin, at } = site as Partial<Record<keyof AgreedSite, unknown>>;
      return typeof origin === 'string' && typeof at === 'number';
    })
  );
}
