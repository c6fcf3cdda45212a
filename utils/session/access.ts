import { failed } from '../messaging/failed.ts';
import { lockedFailure } from './locked-failure.ts';
import { announce } from '../messaging/news.ts';
import type { Access, AccessSource } from '../service/client.ts';
import { proofHandle, refreshCredentials } from './oauth.ts';
import { keepExpired, readAccess, replaceCredentials, type StoredAccess } from './session-store.ts';

/** An access token that ends within this time is renewed before it is used, in ms. */
const RENEW_BEFORE_MS = 30_000;

/**
 * Access from the stored session. Renewals that are asked for at once are one: a second use of the
 * same refresh token can look like theft to the service (RFC 9700 §4.14.2).
 */
export function createAccessSource(now: () => number = Date.now): AccessSource {
  const renewals = new Map<string, Promise<Access>>();

  const stored = async (): Promise<StoredAccess> => {
    const { session, access } = await readAccess();
    if (access !== null) return access;
    switch (session?.kind) {
      case undefined:
        throw failed('not_connected', 'Connect to your token service first.');
      case 'signed_out':
        throw failed('not_signed_in', 'Sign in first.');
      case 'locked':
        throw lockedFailure();
      case 'expired':
      case 'signed_in':
        // Signed in without a key: the browser has cleared a part of our data.
        await expire(session.epoch);
        throw sessionEnded();
    }
  };

  const renewOnce = (access: StoredAccess): Promise<Access> => {
    const key = access.credentials.accessToken;
    const running = renewals.get(key);
    if (running !== undefined) return running;
    const renewal = renewNow(access).finally(() => renewals.delete(key));
    renewals.set(key, renewal);
    return renewal;
  };

  const renewNow = async (access: StoredAccess): Promise<Access> => {
    const { address, credentials } = access;
    const refreshed = await refreshCredentials(address, credentials, accessOf(access).proof);
    switch (refreshed.kind) {
      case 'ended':
        await expire(credentials.epoch);
        throw sessionEnded();
      case 'refreshed': {
        const kept = await replaceCredentials(credentials, refreshed.credentials);
        if (!kept) throw failed('not_signed_in', 'Sign in first.');
        return accessOf({ ...access, credentials: refreshed.credentials });
      }
    }
  };

  return {
    async current() {
      const access = await stored();
      const fresh = access.credentials.expiresAt - now() > RENEW_BEFORE_MS;
      return fresh ? accessOf(access) : renewOnce(access);
    },
    async renew(refused) {
      const access = await stored();
      // Somebody else has renewed it since this one was sent.
      if (access.credentials.accessToken !== refused.accessToken) return accessOf(access);
      return renewOnce(access);
    },
    ended: (refused) => expire(refused.epoch),
  };
}

function accessOf({ address, credentials, keyPair }: StoredAccess): Access {
  const { accessToken, epoch } = credentials;
  return { address, accessToken, proof: proofHandle(keyPair), epoch };
}

async function expire(epoch: string): Promise<void> {
  if (await keepExpired(epoch)) announce({ kind: 'session' });
}

function sessionEnded() {
  return failed('session_ended', 'Your sign-in has ended. Please sign in again.');
}
