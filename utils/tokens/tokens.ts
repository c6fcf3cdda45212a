import type { RotateToken } from '../../contract/rotation.ts';
import type {
  CreatedToken,
  CreateToken,
  PatchToken,
  RevealToken,
  Token,
} from '../../contract/token.ts';
import { putToken, readCachedToken, removeToken, type CacheWrite } from '../cache/token-cache.ts';
import { Failed } from '../messaging/failed.ts';
import { announce } from '../messaging/news.ts';
import type { Failure } from '../messaging/protocol.ts';
import type { ServiceClient } from '../service/client.ts';
import { readSession } from '../session/session-store.ts';

/** Failures that say: what the page showed is not how the token stands. */
const STALE: ReadonlySet<Failure['code']> = new Set([
  'stale_version',
  'token_deleted',
  'not_found',
]);

/** What pages can do with tokens. Each keeps the cache in step and tells the other pages. */
export interface Tokens {
  get(id: string): Promise<Token>;
  create(token: CreateToken, idempotencyKey: string): Promise<CreatedToken>;
  update(id: string, version: number, patch: PatchToken): Promise<Token>;
  /** Gives it a new value; a retry with the same key makes no second one. */
  rotate(id: string, rotation: RotateToken, idempotencyKey: string): Promise<Token>;
  /** Puts the previous value of a Front token back. */
  restoreValue(id: string): Promise<Token>;
  remove(id: string, version: number): Promise<void>;
  /** The value passes through: it is kept nowhere here. */
  reveal(id: string, via: RevealToken['via']): Promise<{ value: string }>;
}

/** Every method throws Failed with the service's refusal, or with what went wrong on the way. */
export function createTokens(client: ServiceClient): Tokens {
  async function read(id: string, write: CacheWrite): Promise<Token> {
    const token = await client.call('getToken', { params: { id } });
    await keep(token, write);
    return token;
  }

  /** After a refusal that says that the page is behind, the cache is brought up to date first. */
  async function onToken<T>(id: string, work: (write: CacheWrite) => Promise<T>): Promise<T> {
    const write = await beginWrite();
    try {
      return await work(write);
    } catch (error) {
      if (error instanceof Failed && STALE.has(error.failure.code)) await catchUp(id, write);
      throw error;
    }
  }

  async function catchUp(id: string, write: CacheWrite): Promise<void> {
    try {
      await read(id, write);
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      // Any other failure leaves the cache as it is; the page is told of the first one.
      if (error.failure.code === 'not_found' && (await removeToken(id, write)).changed) {
        announce({ kind: 'tokens' });
      }
    }
  }

  /** The delete is done; that its tombstone can't be read just now must not make it look undone. */
  async function keepDeleted(id: string, version: number, write: CacheWrite): Promise<void> {
    await read(id, write).catch(async (error: unknown) => {
      if (!(error instanceof Failed)) throw error;
      const cached = await readCachedToken(id);
      if (cached !== null)
        await keep({ ...cached, status: 'deleted', version: version + 1 }, write);
    });
  }

  return {
    get: (id) => onToken(id, (write) => read(id, write)),
    async create(token, idempotencyKey) {
      const write = await beginWrite();
      const call = () => client.call('createToken', { body: token }, { idempotencyKey });
      const created = await call().catch((error: unknown) => {
        // The key makes the second try safe: if the first one got through, its token comes back.
        if (error instanceof Failed && error.failure.code === 'unreachable') return call();
        throw error;
      });
      // What Front said of the value is news of this moment; the cache keeps tokens.
      const { verification: _said, ...made } = created;
      await keep(made, write);
      return created;
    },
    update: (id, version, patch) =>
      onToken(id, async (write) => {
        const input = { params: { id }, body: patch };
        const updated = await client.call('updateToken', input, { ifVersion: version });
        await keep(updated, write);
        return updated;
      }),
    rotate: (id, rotation, idempotencyKey) =>
      onToken(id, async (write) => {
        const input = { params: { id }, body: rotation };
        const call = () => client.call('rotateToken', input, { idempotencyKey });
        const rotated = await call().catch((error: unknown) => {
          if (error instanceof Failed && error.failure.code === 'unreachable') return call();
          throw error;
        });
        await keep(rotated, write);
        return rotated;
      }),
    restoreValue: (id) =>
      onToken(id, async (write) => {
        const restored = await client.call('restoreValue', { params: { id } });
        await keep(restored, write);
        return restored;
      }),
    remove: (id, version) =>
      onToken(id, async (write) => {
        await client.call('deleteToken', { params: { id } }, { ifVersion: version });
        await keepDeleted(id, version, write);
      }),
    async reveal(id, via) {
      try {
        return await onToken(id, () =>
          client.call('revealToken', { params: { id }, body: { via } }),
        );
      } finally {
        // A look is on record now, and so is a refused one: an open page's timeline is behind.
        announce({ kind: 'looks' });
      }
    },
  };
}

/** Read before the service is asked: an answer that comes after a sign-out is not kept. */
async function beginWrite(): Promise<CacheWrite> {
  const session = await readSession();
  return { epoch: session?.kind === 'signed_in' ? session.epoch : null };
}

async function keep(token: Token, write: CacheWrite): Promise<void> {
  if ((await putToken(token, write)).changed) announce({ kind: 'tokens' });
}
