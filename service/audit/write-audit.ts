import type { KeyObject } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Kysely } from 'kysely';
import type { AuditAction } from '../../contract/audit.ts';
import { AtCommit, type LastWrite } from '../store/at-commit.ts';
import { repeatedQuery } from '../store/repeated-query.ts';
import type { Database } from '../store/schema.ts';
import {
  hashOfRow,
  isSealed,
  sealOfHead,
  type AuditHead,
  type EventRow,
  type Link,
} from './chain.ts';
import { chainOf } from './open-chain.ts';

/** Who did it, as much of an `Actor` as the log keeps. */
export interface AuditActor {
  readonly id: string;
  readonly name: string;
  readonly session?: { readonly id: string } | null;
  readonly address?: string | null;
  /** For a command on the host: the account of the system that ran it. */
  readonly osUser?: string;
}

/** Somebody with a shell on the host: commands have no other name for them. */
export const HOST_ACTOR: AuditActor = {
  id: 'host',
  name: 'Command on the host',
  osUser: osUserName(),
};

/** Whoever did not show who they are. */
export const NOBODY: AuditActor = { id: 'nobody', name: 'Nobody' };

export interface AuditEntry {
  readonly action: AuditAction;
  readonly actor: AuditActor;
  readonly token?: { readonly id: string; readonly name: string };
  readonly via?: string;
  /** Names of fields, ways and short facts. Never a token's value. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/**
 * Writes one audit row, chained to the one before it. Takes a transaction, so that what is recorded
 * and what was done are kept together or not at all.
 *
 * Call it last in the transaction: on PostgreSQL it locks the head of the log until the commit, and
 * whoever goes on to change other rows holds up everybody else, or waits for somebody who waits for
 * the head.
 *
 * On SQLite the works of one commit share the head: it is read by the first of them and written once,
 * at their end. Read it from the database only outside of a transaction.
 * @returns the number of the row
 */
export async function writeAudit(trx: Kysely<Database>, entry: AuditEntry): Promise<number> {
  const { key, dialect } = chainOf(trx);
  const atCommit = dialect === 'sqlite' ? AtCommit.of(trx) : null;
  const { head, link } = atCommit?.get(SHARED_HEAD) ?? (await takeHead(trx, key));
  const { actor } = entry;
  const row = {
    seq: head.seq + 1,
    at: entry.at.toISOString(),
    action: entry.action,
    actor_id: actor.id,
    actor_name: actor.name,
    session_id: actor.session?.id ?? null,
    token_id: entry.token?.id ?? null,
    token_name: entry.token?.name ?? null,
    via: entry.via ?? null,
    detail: JSON.stringify({
      ...entry.detail,
      ...(actor.osUser === undefined ? {} : { osUser: actor.osUser }),
    }),
    address: actor.address ?? null,
  };
  const hash = hashOfRow(key, row, head.hash, link);
  await insertEvent(trx, { ...row, hash });
  const next = { seq: row.seq, hash, chained_after: head.chained_after };
  // What stands in our own hands needs no seal to be trusted.
  if (atCommit !== null) atCommit.set(SHARED_HEAD, { head: next, link: 'sealed' });
  else await writeHead(trx, next);
  return row.seq;
}

interface HeldHead {
  readonly head: Omit<AuditHead, 'seal'>;
  /** How the next row is linked to it. */
  readonly link: Link;
}

const SHARED_HEAD: LastWrite<HeldHead> = { write: (trx, { head }) => writeHead(trx, head) };

async function takeHead(trx: Kysely<Database>, key: KeyObject): Promise<HeldHead> {
  const [head] = await (chainOf(trx).dialect === 'postgres' ? lockHead : readHead)(trx, {});
  if (head === undefined) throw new Error('the head of the audit log is missing');
  return { head, link: isSealed(key, head) ? 'sealed' : 'unsealed' };
}

async function writeHead(trx: Kysely<Database>, head: Omit<AuditHead, 'seal'>): Promise<void> {
  const seal = sealOfHead(chainOf(trx).key, head);
  await moveHead(trx, { seq: head.seq, hash: head.hash, seal });
}

/**
 * Waits for everybody who has written a row and not committed yet, and holds up whoever comes to
 * write one until this transaction ends: what is read from here on stands until then, as far as its
 * change is on record. SQLite has one writer anyway.
 */
export async function holdAuditLog(trx: Kysely<Database>): Promise<void> {
  if (chainOf(trx).dialect === 'postgres') await lockHead(trx, {});
}

const insertEvent = repeatedQuery((db, row: EventRow) => db.insertInto('audit_events').values(row));

const selectHead = (db: Kysely<Database>) =>
  db.selectFrom('audit_head').select(['seq', 'hash', 'chained_after', 'seal']).where('id', '=', 1);
/** SQLite has one writer, who is in here. */
const readHead = repeatedQuery((db, _: object) => selectHead(db));
const lockHead = repeatedQuery((db, _: object) => selectHead(db).forUpdate());
const moveHead = repeatedQuery((db, to: Pick<AuditHead, 'seq' | 'hash' | 'seal'>) =>
  db.updateTable('audit_head').set(to).where('id', '=', 1),
);

function osUserName(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container the process may run as a number that no account has.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
