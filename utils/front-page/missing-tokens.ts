import type { Token } from '../../contract/token.ts';
import { withDb } from '../cache/companion-db.ts';
import { readState } from '../cache/read-state.ts';
import { asOfNow } from '../cache/token-record.ts';
import { announce } from '../messaging/news.ts';
import {
  decideMissing,
  NOTHING_MISSING,
  type MissingState,
  type MissingToken,
  type PageNews,
} from './decide-missing.ts';

export interface MissingReport extends Omit<MissingToken, 'id'> {
  readonly token: Token;
}

/** Takes what the page has told into account, in one transaction with what is known of the tokens. */
export async function noteMissing(news: PageNews): Promise<void> {
  const now = new Date();
  await change((before, tokens) =>
    decideMissing(
      tokens.map((token) => asOfNow(token, now)),
      before,
      news,
      now.toISOString(),
    ),
  );
}

/** A person says that this token is still in Front. */
export async function dismissMissing(id: string): Promise<void> {
  await change(({ items, dismissed }) => ({
    items: items.filter((item) => item.id !== id),
    dismissed: [...dismissed.filter((one) => one !== id), id],
  }));
}

/** Tokens that are probably deleted in Front and not here yet; none while the extension is locked. */
export async function readMissing(): Promise<readonly MissingReport[]> {
  return withDb(async (db) => {
    const tx = db.transaction(['state', 'tokens']);
    const [session, missing] = await Promise.all([
      readState(tx, 'session'),
      readState(tx, 'missing'),
    ]);
    if (session?.kind !== 'signed_in') return [];
    const found = await Promise.all(
      (missing ?? NOTHING_MISSING).items.map(async ({ id, at, how }) => {
        const record = await tx.objectStore('tokens').get(id);
        return { at, how, token: record?.token };
      }),
    );
    return found.flatMap(({ token, ...rest }) =>
      token === undefined || token.status === 'deleted' ? [] : [{ token, ...rest }],
    );
  });
}

async function change(
  decide: (before: MissingState, tokens: readonly Token[]) => MissingState,
): Promise<void> {
  const changed = await withDb(async (db) => {
    const tx = db.transaction(['state', 'tokens'], 'readwrite');
    const [session, before = NOTHING_MISSING, records] = await Promise.all([
      readState(tx, 'session'),
      readState(tx, 'missing'),
      tx.objectStore('tokens').getAll(),
    ]);
    if (session?.kind !== 'signed_in') return false;
    const value = decide(
      before,
      records.map(({ token }) => token),
    );
    const isNews = JSON.stringify(value) !== JSON.stringify(before);
    if (isNews) await tx.objectStore('state').put({ name: 'missing', value });
    await tx.done;
    return isNews;
  });
  // Pages that show the report read it again with the tokens.
  if (changed) announce({ kind: 'tokens' });
}
