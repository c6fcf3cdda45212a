import type { Token } from '../../contract/token.ts';
import { withDb } from '../cache/companion-db.ts';

export interface Standing {
  readonly count: number;
  /** Last call of any of them through the gateway, ISO 8601. */
  readonly lastAt: string | null;
}

const NONE: Standing = { count: 0, lastAt: null };
/** A list that is scrolled asks many times a second; for so long one reading of the cache serves, in ms. */
const FRESH_MS = 2_000;

let kept: { readonly at: number; readonly byToken: ReadonlyMap<string, Standing> } | null = null;

/** What stands on each Front token now, from the cache. */
export async function readStanding(): Promise<(id: string) => Standing> {
  const now = Date.now();
  if (kept === null || !(now - kept.at >= 0 && now - kept.at < FRESH_MS)) {
    const records = await withDb((db) => db.getAll('tokens'));
    kept = { at: now, byToken: standingOn(records.map(({ token }) => token)) };
  }
  const { byToken } = kept;
  return (id) => byToken.get(id) ?? NONE;
}

/** Forgets what was read; for tests, whose browsers come and go. */
export function forgetStanding(): void {
  kept = null;
}

export function standingOn(tokens: readonly Token[]): ReadonlyMap<string, Standing> {
  const byToken = new Map<string, Standing>();
  for (const { backedBy, status, lastUsedAt } of tokens) {
    if (backedBy === null || status === 'deleted') continue;
    const { count, lastAt } = byToken.get(backedBy) ?? NONE;
    const later = lastAt === null || (lastUsedAt !== null && lastUsedAt > lastAt);
    byToken.set(backedBy, { count: count + 1, lastAt: later ? lastUsedAt : lastAt });
  }
  return byToken;
}
