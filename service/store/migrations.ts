import { sql, type ColumnDataType, type Kysely, type RawBuilder } from 'kysely';
import type { Migration } from 'kysely/migration';
import { budgetTables } from './budget-migration.ts';
import { notesTables } from './notes-migration.ts';
import { healthTables } from './health-migration.ts';
import { peopleTables } from './people-migration.ts';
import { index, inItsKey, type Dialect } from './migration-parts.ts';
import { recordTables } from './record-migration.ts';
import { rotationTables } from './rotation-migration.ts';
import { usageTables } from './usage-migration.ts';

/**
 * The same migrations for both databases. Text compares byte by byte in both (`COLLATE "C"` in
 * PostgreSQL), so that lists sort and page alike wherever they are kept.
 */
export function migrations(dialect: Dialect): Record<string, Migration> {
  const text = dialect === 'postgres' ? sql<string>`text collate "C"` : 'text';
  return {
    '2026_11_24_first_tables': { up: (db) => firstTables(db, dialect, text) },
    '2026_11_25_people': { up: (db) => peopleTables(db, dialect, text) },
    '2026_11_25_slimmer_indexes': { up: slimmerIndexes },
    '2026_11_26_budget': { up: (db) => budgetTables(db, dialect, text) },
    '2026_11_26_rotation': { up: (db) => rotationTables(db, dialect, text) },
    '2026_11_26_usage': { up: (db) => usageTables(db, dialect, text) },
    '2026_11_27_notes': { up: (db) => notesTables(db, dialect, text) },
    '2026_11_27_record': { up: (db) => recordTables(db, dialect, text) },
    '2026_11_27_token_health': { up: (db) => healthTables(db, dialect, text) },
  };
}

async function firstTables(
  db: Kysely<unknown>,
  dialect: Dialect,
  text: ColumnDataType | RawBuilder<string>,
): Promise<void> {
  await db.schema
    .createTable('members')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('email', text)
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('status', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('settings')
    .addColumn('key', text, (c) => c.primaryKey())
    .addColumn('value', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('setup_codes')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('code_hash', text, (c) => c.notNull().unique())
    .addColumn('member_id', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('expires_at', text, (c) => c.notNull())
    .addColumn('used_at', text)
    .execute();
  await db.schema
    .createTable('access_tokens')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('token_hash', text, (c) => c.notNull().unique())
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('label', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('expires_at', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('oidc_payloads')
    .addColumn('model', text, (c) => c.notNull())
    .addColumn('id', text, (c) => c.notNull())
    .addColumn('payload', text, (c) => c.notNull())
    .addColumn('grant_id', text)
    .addColumn('uid', text)
    .addColumn('user_code', text)
    .addColumn('consumed_at', 'bigint')
    .addColumn('expires_at', 'bigint')
    .addPrimaryKeyConstraint('oidc_payloads_pk', ['model', 'id'])
    .execute();
  await index(db, 'oidc_payloads', ['grant_id']);
  await index(db, 'oidc_payloads', ['uid']);
  await index(db, 'oidc_payloads', ['expires_at']);
  await db.schema
    .createTable('sealed_keys')
    .addColumn('name', text, (c) => c.primaryKey())
    .addColumn('sealed', text, (c) => c.notNull())
    .execute();
  await tokenTables(db, dialect, text);
  await auditTable(db, dialect, text);
}

/**
 * Each index is one more page for every insert to write. A list by name is answered by the index
 * that keeps names apart, and choosing what an issued token stands on needs to find Front tokens
 * alone.
 */
async function slimmerIndexes(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('tokens_name_key_id').execute();
  await db.schema.dropIndex('tokens_kind_created_at').execute();
  await db.schema
    .createIndex('tokens_front')
    .on('tokens')
    .column('created_at')
    .where(sql.ref('kind'), '=', sql.lit('front'))
    .execute();
}

async function tokenTables(
  db: Kysely<unknown>,
  dialect: Dialect,
  text: ColumnDataType | RawBuilder<string>,
): Promise<void> {
  await db.schema
    .createTable('tokens')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_key', text, (c) => c.notNull())
    .addColumn('scopes', text, (c) => c.notNull())
    .addColumn('features', text, (c) => c.notNull())
    .addColumn('namespaces', text, (c) => c.notNull())
    .addColumn('purpose', text, (c) => c.notNull())
    .addColumn('tags', text, (c) => c.notNull())
    .addColumn('owner', text)
    .addColumn('environment', text)
    .addColumn('used_in', text, (c) => c.notNull())
    .addColumn('created_by_id', text, (c) => c.notNull())
    .addColumn('created_by_name', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('updated_at', text, (c) => c.notNull())
    .addColumn('expires_at', text)
    .addColumn('last_used_at', text)
    .addColumn('call_count', 'bigint', (c) => c.notNull())
    .addColumn('hint', text)
    .addColumn('backed_by', text)
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('deleted_at', text)
    .addColumn('search_text', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('tokens_live_name')
    .on('tokens')
    .column('name_key')
    .unique()
    .where(sql.ref('deleted_at'), 'is', null)
    .execute();
  await index(db, 'tokens', ['name_key', 'id']);
  await index(db, 'tokens', ['created_at', 'id']);
  await index(db, 'tokens', ['updated_at', 'id']);
  await index(db, 'tokens', ['backed_by']);
  // Choosing what an issued token stands on must not read all issued ones.
  await index(db, 'tokens', ['kind', 'created_at']);
  await db.schema
    .createTable('token_tags')
    .addColumn('token_id', text, (c) => c.notNull())
    .addColumn('tag_key', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('token_tags_pk', ['tag_key', 'token_id'])
    .$call(inItsKey(dialect))
    .execute();
  await index(db, 'token_tags', ['token_id']);
  await db.schema
    .createTable('token_values')
    .addColumn('token_id', text, (c) => c.primaryKey())
    .addColumn('value_version', 'integer', (c) => c.notNull())
    .addColumn('key_id', text, (c) => c.notNull())
    .addColumn('wrapped_key', text, (c) => c.notNull())
    .addColumn('sealed', text, (c) => c.notNull())
    .addColumn('digest', text, (c) => c.notNull().unique())
    .addColumn('pepper_version', 'integer', (c) => c.notNull())
    .$call(inItsKey(dialect))
    .execute();
  await db.schema
    .createTable('idempotency_keys')
    .addColumn('actor_id', text, (c) => c.notNull())
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('request_hash', text, (c) => c.notNull())
    .addColumn('token_id', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotency_keys_pk', ['actor_id', 'key'])
    .$call(inItsKey(dialect))
    .execute();
}

async function auditTable(
  db: Kysely<unknown>,
  dialect: Dialect,
  text: ColumnDataType | RawBuilder<string>,
): Promise<void> {
  await db.schema
    .createTable('audit_events')
    .addColumn('seq', dialect === 'postgres' ? 'bigint' : 'integer', (c) =>
      dialect === 'postgres'
        ? c.primaryKey().generatedAlwaysAsIdentity()
        : c.primaryKey().autoIncrement(),
    )
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('action', text, (c) => c.notNull())
    .addColumn('actor_id', text, (c) => c.notNull())
    .addColumn('actor_name', text, (c) => c.notNull())
    .addColumn('session_id', text)
    .addColumn('token_id', text)
    .addColumn('token_name', text)
    .addColumn('via', text)
    .addColumn('detail', text, (c) => c.notNull())
    .addColumn('address', text)
    .execute();
  await index(db, 'audit_events', ['token_id', 'seq']);
  await index(db, 'audit_events', ['actor_id', 'seq']);
  await index(db, 'audit_events', ['action', 'seq']);
}
