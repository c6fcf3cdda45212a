import type { Me } from '../../contract/member.ts';
import { withDb, type CompanionDb } from '../cache/companion-db.ts';
import { withoutLook } from '../at-hand/last-look.ts';
import { readState } from '../cache/read-state.ts';
import { ownerOf } from '../outbox/change-owner.ts';
import { isOwnedBy } from '../outbox/read-change.ts';
import type { StoredCredentials, StoredSession } from './stored-session.ts';

const KEY_PAIR = 'dpop';
const EVERYTHING = ['state', 'tokens', 'drafts', 'keys'] as const;

/** Work that changes who is signed in, or whether. */
function changeWho<T>(work: (db: CompanionDb) => Promise<T>): Promise<T> {
  return withoutLook(() => withDb(work));
}

/** What is needed to call the service in the name of who signed in. */
export interface StoredAccess {
  readonly address: string;
  readonly credentials: StoredCredentials;
  readonly keyPair: CryptoKeyPair;
}

/** The session as kept; undefined before the first connection. */
export function readSession(): Promise<StoredSession | undefined> {
  return withDb((db) => readState(db.transaction('state'), 'session'));
}

/** Session, credentials and key as they stand together; null credentials when there are none. */
export function readAccess(): Promise<{
  readonly session: StoredSession | undefined;
  readonly access: StoredAccess | null;
}> {
  return withDb(async (db) => {
    const tx = db.transaction(['state', 'keys']);
    const [session, credentials, keyPair] = await Promise.all([
      readState(tx, 'session'),
      readState(tx, 'credentials'),
      tx.objectStore('keys').get(KEY_PAIR),
    ]);
    const whole =
      session?.kind === 'signed_in' && credentials !== undefined && keyPair !== undefined;
    return {
      session,
      access: whole ? { address: session.address, credentials, keyPair } : null,
    };
  });
}

/** Keeps the address of a service. Another one than before begins with nothing of the old one. */
export function keepAddress(address: string): Promise<void> {
  return changeWho(async (db) => {
    const tx = db.transaction(EVERYTHING, 'readwrite');
    const before = await readState(tx, 'session');
    if (before?.address !== address) {
      // The draft of the address itself is among them: it has done its work.
      await Promise.all(EVERYTHING.map((store) => tx.objectStore(store).clear()));
      const value: StoredSession = { kind: 'signed_out', address };
      await tx.objectStore('state').put({ name: 'session', value });
    }
    await tx.done;
  });
}

export interface SignIn {
  readonly address: string;
  readonly me: Me;
  readonly credentials: StoredCredentials;
  readonly keyPair: CryptoKeyPair;
}

/** In whose place a sign-in is kept. */
export type InPlaceOf =
  | { readonly kind: 'anybody' }
  /** Of the session with this epoch alone, which the same person confirms. */
  | { readonly kind: 'session'; readonly epoch: string };

/**
 * Keeps a sign-in, key and all. The notes that the same person had before an expiry or a lock stay;
 * another person begins anew.
 * @returns false when another service was chosen, or who confirms has signed out, while the sign-in
 * window was open
 */
export function keepSignIn(
  { address, me, credentials, keyPair }: SignIn,
  inPlaceOf: InPlaceOf,
): Promise<boolean> {
  return changeWho(async (db) => {
    const tx = db.transaction(EVERYTHING, 'readwrite');
    const before = await readState(tx, 'session');
    const fits = before?.address === address && isInPlaceOf(before, inPlaceOf);
    if (fits) {
      if (before.kind === 'signed_out' || before.me.id !== me.id) {
        await tx.objectStore('tokens').clear();
        await tx.objectStore('drafts').clear();
        await tx.objectStore('state').delete('sync');
        await tx.objectStore('state').delete('missing');
      }
      const session: StoredSession = { kind: 'signed_in', address, me, epoch: credentials.epoch };
      await Promise.all([
        tx.objectStore('state').put({ name: 'session', value: session }),
        tx.objectStore('state').put({ name: 'credentials', value: credentials }),
        tx.objectStore('keys').put(keyPair, KEY_PAIR),
      ]);
    }
    await tx.done;
    return fits;
  });
}

function isInPlaceOf(before: StoredSession, wanted: InPlaceOf): boolean {
  return wanted.kind === 'anybody' || epochOf(before) === wanted.epoch;
}

/** Of the sign-in that this session stands on; null when there is none. */
export function epochOf(session: StoredSession | undefined): string | null {
  return session === undefined || session.kind === 'signed_out' ? null : session.epoch;
}

/**
 * Keeps refreshed credentials in place of those they were got with.
 * @returns false when those are gone: the person signed out meanwhile, and must stay so
 */
export function replaceCredentials(
  before: StoredCredentials,
  after: StoredCredentials,
): Promise<boolean> {
  return withDb(async (db) => {
    const tx = db.transaction('state', 'readwrite');
    const kept = await readState(tx, 'credentials');
    const fits = kept?.epoch === before.epoch && kept.accessToken === before.accessToken;
    if (fits) await tx.store.put({ name: 'credentials', value: after });
    await tx.done;
    return fits;
  });
}

/** Keeps who is signed in, as the service tells it now. @returns whether that is news */
export function keepMe(epoch: string, me: Me): Promise<boolean> {
  return withDb(async (db) => {
    const tx = db.transaction('state', 'readwrite');
    const session = await readState(tx, 'session');
    const news =
      session?.kind === 'signed_in' &&
      session.epoch === epoch &&
      JSON.stringify(session.me) !== JSON.stringify(me);
    if (news) await tx.store.put({ name: 'session', value: { ...session, me } });
    await tx.done;
    return news;
  });
}

/**
 * Notes that the service ended the session of this epoch. The cache stays readable; key and
 * credentials go. @returns whether that is news
 */
export function keepExpired(epoch: string): Promise<boolean> {
  return changeWho(async (db) => {
    const tx = db.transaction(['state', 'keys'], 'readwrite');
    const session = await readState(tx, 'session');
    const news = session?.kind === 'signed_in' && session.epoch === epoch;
    if (news) {
      await Promise.all([
        tx.objectStore('state').put({ name: 'session', value: { ...session, kind: 'expired' } }),
        tx.objectStore('state').delete('credentials'),
        tx.objectStore('keys').clear(),
      ]);
    }
    await tx.done;
    return news;
  });
}

/**
 * Locks: what the session called with is forgotten, key and all; the cache and the drafts stay for
 * the same person.
 * @returns what is to be ended at the service, and whether anything was there to lock
 */
export function keepLocked(): Promise<{
  readonly news: boolean;
  readonly ended: StoredAccess | null;
}> {
  return changeWho(async (db) => {
    const tx = db.transaction(['state', 'keys'], 'readwrite');
    const [session, credentials, keyPair] = await Promise.all([
      readState(tx, 'session'),
      readState(tx, 'credentials'),
      tx.objectStore('keys').get(KEY_PAIR),
    ]);
    const news = session?.kind === 'signed_in' || session?.kind === 'expired';
    if (news) {
      await Promise.all([
        tx.objectStore('state').put({ name: 'session', value: { ...session, kind: 'locked' } }),
        tx.objectStore('state').delete('credentials'),
        tx.objectStore('keys').clear(),
      ]);
    }
    await tx.done;
    const whole = news && credentials !== undefined && keyPair !== undefined;
    return { news, ended: whole ? { address: session.address, credentials, keyPair } : null };
  });
}

/**
 * Wipes everything but the service's address. What somebody else left waiting to be sent is theirs,
 * and shown to nobody else.
 * @returns what the session called with, so that it can be ended at the service too
 */
export function wipeAtSignOut(): Promise<StoredAccess | null> {
  return changeWho(async (db) => {
    const tx = db.transaction([...EVERYTHING, 'outbox'], 'readwrite');
    const [session, credentials, keyPair] = await Promise.all([
      readState(tx, 'session'),
      readState(tx, 'credentials'),
      tx.objectStore('keys').get(KEY_PAIR),
    ]);
    await Promise.all(EVERYTHING.map((store) => tx.objectStore(store).clear()));
    const owner = ownerOf(session);
    const outbox = tx.objectStore('outbox');
    for (const record of await outbox.getAll()) {
      const { seq } = record;
      const isTheirs = owner !== null && isOwnedBy(record, owner);
      if (isTheirs && seq !== undefined) await outbox.delete(seq);
    }
    if (session !== undefined) {
      const value: StoredSession = { kind: 'signed_out', address: session.address };
      await tx.objectStore('state').put({ name: 'session', value });
    }
    await tx.done;
    if (session === undefined || credentials === undefined || keyPair === undefined) return null;
    return { address: session.address, credentials, keyPair };
  });
}
