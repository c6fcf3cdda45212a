import { sql, type ColumnDataType, type Kysely, type RawBuilder } from 'kysely';
import { index, inItsKey, type Dialect } from './migration-parts.ts';

type Text = ColumnDataType | RawBuilder<string>;

/** Members beside the first admin, what they may see, what they sign in with, and the log’s chain. */
export async function peopleTables(
  db: Kysely<unknown>,
  dialect: Dialect,
  text: Text,
): Promise<void> {
  await memberTables(db, dialect, text);
  await signInTables(db, text);
  await grantTables(db, dialect, text);
  await db.schema
    .alterTable('tokens')
    .addColumn('sensitive', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await auditChain(db, dialect, text);
}

async function memberTables(db: Kysely<unknown>, dialect: Dialect, text: Text): Promise<void> {
  await db.schema.alterTable('members').addColumn('issuer', text).execute();
  await db.schema.alterTable('members').addColumn('subject', text).execute();
  await db.schema
    .createIndex('members_issuer_subject')
    .on('members')
    .columns(['issuer', 'subject'])
    .unique()
    .execute();
  await db.schema
    .createTable('member_tags')
    .addColumn('member_id', text, (c) => c.notNull())
    .addColumn('tag_key', text, (c) => c.notNull())
    .addColumn('tag', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('member_tags_pk', ['member_id', 'tag_key'])
    .$call(inItsKey(dialect))
    .execute();
  await index(db, 'member_tags', ['tag_key']);
  await db.schema
    .createTable('invitations')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('code_hash', text, (c) => c.notNull().unique())
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('name', text)
    .addColumn('email', text)
    .addColumn('member_id', text)
    .addColumn('created_by_id', text, (c) => c.notNull())
    .addColumn('created_by_name', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('expires_at', text, (c) => c.notNull())
    .addColumn('used_at', text)
    .addColumn('used_by_id', text)
    .addColumn('used_by_name', text)
    .addColumn('withdrawn_at', text)
    .execute();
}

async function signInTables(db: Kysely<unknown>, text: Text): Promise<void> {
  await db.schema
    .createTable('browser_sessions')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('grant_id', text, (c) => c.notNull().unique())
    .addColumn('member_id', text, (c) => c.notNull())
    .addColumn('browser', text, (c) => c.notNull())
    .addColumn('address', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('last_seen_at', text, (c) => c.notNull())
    .addColumn('confirmed_at', text)
    .addColumn('upstream', text)
    .addColumn('ended_at', text)
    .execute();
  await index(db, 'browser_sessions', ['member_id']);
  await db.schema
    .createTable('passkeys')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('member_id', text, (c) => c.notNull())
    .addColumn('credential_id', text, (c) => c.notNull().unique())
    .addColumn('public_key', text, (c) => c.notNull())
    .addColumn('counter', 'bigint', (c) => c.notNull())
    .addColumn('transports', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('last_used_at', text)
    .execute();
  await index(db, 'passkeys', ['member_id']);
  await db.schema
    .createTable('upstream_accounts')
    .addColumn('member_id', text, (c) => c.primaryKey())
    .addColumn('issuer', text, (c) => c.notNull())
    .addColumn('sealed', text)
    .addColumn('checked_at', text, (c) => c.notNull())
    .addColumn('asked_until', text)
    .execute();
}

async function grantTables(db: Kysely<unknown>, dialect: Dialect, text: Text): Promise<void> {
  await db.schema
    .createTable('grants')
    .addColumn('token_id', text, (c) => c.notNull())
    .addColumn('grantee_kind', text, (c) => c.notNull())
    .addColumn('grantee', text, (c) => c.notNull())
    .addColumn('label', text, (c) => c.notNull())
    .addColumn('until', text)
    .addColumn('granted_by_id', text, (c) => c.notNull())
    .addColumn('granted_by_name', text, (c) => c.notNull())
    .addColumn('granted_at', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('grants_pk', ['token_id', 'grantee_kind', 'grantee'])
    .$call(inItsKey(dialect))
    .execute();
  await index(db, 'grants', ['grantee_kind', 'grantee']);
  await db.schema
    .createTable('access_requests')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('token_id', text, (c) => c.notNull())
    .addColumn('member_id', text, (c) => c.notNull())
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('status', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('decided_by_id', text)
    .addColumn('decided_by_name', text)
    .addColumn('decided_at', text)
    .addColumn('answer', text, (c) => c.notNull())
    .execute();
  await index(db, 'access_requests', ['status', 'created_at']);
  await index(db, 'access_requests', ['member_id', 'created_at']);
  await index(db, 'access_requests', ['token_id']);
  // At most one open request of a person for a token, whatever two replicas do at once.
  await db.schema
    .createIndex('access_requests_open')
    .on('access_requests')
    .columns(['token_id', 'member_id'])
    .unique()
    .where(sql.ref('status'), '=', sql.lit('open'))
    .execute();
}

/** The key of the chain is not at hand here: the head gets its seal when the log is first opened. */
async function auditChain(db: Kysely<unknown>, dialect: Dialect, text: Text): Promise<void> {
  await db.schema
    .alterTable('audit_events')
    .addColumn('hash', text, (c) => c.notNull().defaultTo(''))
    .execute();
  await db.schema
    .createTable('audit_head')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('hash', text, (c) => c.notNull())
    .addColumn('chained_after', 'bigint', (c) => c.notNull())
    .addColumn('seal', text, (c) => c.notNull().defaultTo(''))
    .execute();
  await sql`insert into audit_head (id, seq, hash, chained_after)
    select 1, coalesce(max(seq), 0), '', coalesce(max(seq), 0) from audit_events`.execute(db);
  if (dialect === 'sqlite') return;
  // A sequence leaves gaps where a transaction was undone; the chain must have none.
  await sql`alter table audit_events alter column seq drop identity if exists`.execute(db);
}
