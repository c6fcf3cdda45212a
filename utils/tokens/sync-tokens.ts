import { LIMITS } from '../../contract/limits.ts';
import type { ListTokensQuery, Token, TokenPage } from '../../contract/token.ts';
import { planSync } from '../cache/sync-state.ts';
import { mergeTokens, readSync, replaceAll } from '../cache/token-cache.ts';
import { failed } from '../messaging/failed.ts';
import { announce } from '../messaging/news.ts';
import type { ServiceClient } from '../service/client.ts';
import { lockedFailure } from '../session/locked-failure.ts';
import { keepMe, readSession } from '../session/session-store.ts';

/** Brings the cache up to date. Who asks while it is under way gets the same run. */
export interface TokenSync {
  /** @throws Failed when nobody is signed in or the service can't be asked */
  run(): Promise<{ changed: boolean }>;
  /**
   * The same for whoever has just changed something: by a run that begins after this was asked, since
   * one that is under way may have read that part already. @throws Failed as `run`
   */
  runAnew(): Promise<{ changed: boolean }>;
  /** Asks anew who is signed in and what waits for them. @throws Failed as `run` */
  readMe(): Promise<void>;
}

export function createTokenSync(
  client: ServiceClient,
  now: () => Date = () => new Date(),
): TokenSync {
  let running: Promise<{ changed: boolean }> | null = null;
  let next: Promise<{ changed: boolean }> | null = null;
  const readMe = createReadMe(client);
  const run = (): Promise<{ changed: boolean }> => {
    running ??= sync(client, now, readMe).finally(() => {
      running = null;
    });
    return running;
  };
  const afterThisOne = async (): Promise<{ changed: boolean }> => {
    // Whoever asked for it hears of its failure.
    await running?.catch(() => undefined);
    next = null;
    return run();
  };
  return {
    run,
    runAnew: () => (running === null ? run() : (next ??= afterThisOne())),
    readMe: async () => readMe(await signedInEpoch()),
  };
}

/** Reads who is signed in, for a session of this epoch, and keeps it. */
type ReadMe = (epoch: string) => Promise<void>;

/** Of two readings the one that was asked for later counts, in whichever order the answers come. */
function createReadMe(client: ServiceClient): ReadMe {
  let asked = 0;
  let kept = 0;
  return async (epoch) => {
    const number = (asked += 1);
    const me = await client.call('me', {});
    if (number < kept) return;
    kept = number;
    if (await keepMe(epoch, me)) announce({ kind: 'session' });
  };
}

async function sync(
  client: ServiceClient,
  now: () => Date,
  readMe: ReadMe,
): Promise<{ changed: boolean }> {
  const epoch = await signedInEpoch();
  const at = now();
  const before = await readSync();
  const plan = planSync(before, at);
  let outcome: { changed: boolean };
  switch (plan.kind) {
    case 'full': {
      const tokens = await readAllTokens(client);
      const stamp = { at: at.toISOString(), fullAt: at.toISOString(), newest: newestOf(tokens) };
      outcome = await replaceAll(tokens, stamp, { epoch });
      break;
    }
    case 'changes': {
      const tokens = await readChanges(client, plan.since);
      const newest = newestOf(tokens) ?? before?.newest ?? null;
      const stamp = { at: at.toISOString(), fullAt: before?.fullAt ?? at.toISOString(), newest };
      outcome = await mergeTokens(tokens, stamp, { epoch });
      break;
    }
  }
  if (outcome.changed) announce({ kind: 'tokens' });
  await readMe(epoch);
  return outcome;
}

async function signedInEpoch(): Promise<string> {
  const session = await readSession();
  if (session === undefined) throw failed('not_connected', 'Connect to your token service first.');
  switch (session.kind) {
    case 'signed_out':
      throw failed('not_signed_in', 'Sign in first.');
    case 'locked':
      throw lockedFailure();
    case 'expired':
      throw failed('session_ended', 'Your sign-in has ended. Please sign in again.');
    case 'signed_in':
      return session.epoch;
  }
}

/**
 * Reads the whole list, oldest change first. A token that is changed while we read moves to the end
 * of that order, where we are still to come: none is missed, and the later reading counts.
 */
async function readAllTokens(client: ServiceClient): Promise<Token[]> {
  const byId = new Map<string, Token>();
  for await (const page of pages(client, { sort: 'updatedAt', status: 'all' })) {
    for (const token of page) byId.set(token.id, token);
  }
  return [...byId.values()];
}

/**
 * Reads what changed, newest first, down to `since`. What changes while we read moves to the front,
 * behind us: its stamp is later than any of ours, so the next reading begins with it.
 */
async function readChanges(client: ServiceClient, since: string): Promise<Token[]> {
  const changes: Token[] = [];
  for await (const page of pages(client, { sort: '-updatedAt', status: 'all' })) {
    const newer = page.filter((token) => token.updatedAt >= since);
    changes.push(...newer);
    if (newer.length < page.length) break;
  }
  return changes;
}

async function* pages(
  client: ServiceClient,
  query: Pick<ListTokensQuery, 'sort' | 'status'>,
): AsyncGenerator<readonly Token[]> {
  let cursor: string | null = null;
  do {
    const page: TokenPage = await client.call('listTokens', {
      query: {
        ...query,
        limit: String(LIMITS.pageSize),
        ...(cursor === null ? {} : { cursor }),
      },
    });
    yield page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

function newestOf(tokens: readonly Token[]): string | null {
  return tokens.reduce<string | null>(
    (newest, { updatedAt }) => (newest === null || updatedAt > newest ? updatedAt : newest),
    null,
  );
}
