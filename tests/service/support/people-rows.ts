import { randomBytes } from 'node:crypto';
import { randomBase62 } from '../../../contract/token-value.ts';
import type { Store } from '../../../service/store/open-store.ts';

const id = (prefix: string): string => prefix + randomBase62(16, randomBytes);
const now = (): string => new Date().toISOString();
const soon = (): string => new Date(Date.now() + 3_600_000).toISOString();

/** Rows of people and what is theirs, written straight into the database: what a call needs to find. */
export const peopleRows = {
  async member({ db }: Store, role: 'admin' | 'member' = 'member'): Promise<string> {
    const row = {
      id: id('mem_'),
      name: `Somebody ${randomBase62(6, randomBytes)}`,
      email: null,
      role,
      status: 'active' as const,
      created_at: now(),
    };
    await db.insertInto('members').values(row).execute();
    return row.id;
  },

  async session({ db }: Store, memberId: string): Promise<string> {
    const row = {
      id: id('ses_'),
      grant_id: id('grant_'),
      member_id: memberId,
      browser: 'Firefox 153 on Linux',
      address: null,
      created_at: now(),
      last_seen_at: now(),
      confirmed_at: null,
      upstream: null,
      ended_at: null,
    };
    await db.insertInto('browser_sessions').values(row).execute();
    return row.id;
  },

  async passkey({ db }: Store, memberId: string): Promise<string> {
    const row = {
      id: id('psk_'),
      member_id: memberId,
      credential_id: id(''),
      public_key: '',
      counter: 0,
      transports: '[]',
      name: 'Firefox 153 on Linux',
      created_at: now(),
      last_used_at: null,
    };
    await db.insertInto('passkeys').values(row).execute();
    return row.id;
  },

  async invitation({ db }: Store): Promise<string> {
    const row = {
      id: id('inv_'),
      code_hash: id(''),
      role: 'member' as const,
      name: null,
      email: null,
      member_id: null,
      created_by_id: 'mem_0000000000000000',
      created_by_name: 'Ada',
      created_at: now(),
      expires_at: soon(),
      used_at: null,
      used_by_id: null,
      used_by_name: null,
      withdrawn_at: null,
    };
    await db.insertInto('invitations').values(row).execute();
    return row.id;
  },

  async ownedTag(store: Store, tag: string): Promise<void> {
    const member_id = await peopleRows.member(store);
    await store.db.insertInto('member_tags').values({ member_id, tag_key: tag, tag }).execute();
  },

  async view({ db }: Store, ownerId: string): Promise<string> {
    const row = {
      id: id('viw_'),
      owner_id: ownerId,
      owner_name: 'Ada',
      shared: 0,
      name: 'Unused',
      name_key: 'unused',
      filters: '{"use":"unused"}',
      created_at: now(),
    };
    await db.insertInto('saved_views').values(row).execute();
    return row.id;
  },

  async grant(
    { db }: Store,
    tokenId: string,
    to: { readonly kind: 'member' | 'tag'; readonly grantee: string },
  ): Promise<void> {
    await db
      .insertInto('grants')
      .values({
        token_id: tokenId,
        grantee_kind: to.kind,
        grantee: to.grantee,
        label: to.kind === 'tag' ? to.grantee : '',
        until: null,
        granted_by_id: 'mem_0000000000000000',
        granted_by_name: 'Ada',
        granted_at: now(),
      })
      .execute();
  },

  async snooze({ db }: Store, tokenId: string, finding: string): Promise<void> {
    await db
      .insertInto('health_snoozes')
      .values({
        token_id: tokenId,
        finding,
        reason: 'Rotated by hand in spring',
        until: soon(),
        by_id: 'mem_0000000000000000',
        by_name: 'Ada',
        at: now(),
      })
      .execute();
  },

  async request({ db }: Store, tokenId: string, memberId: string): Promise<string> {
    const row = {
      id: id('req_'),
      token_id: tokenId,
      member_id: memberId,
      reason: 'To look after the importer',
      status: 'open' as const,
      created_at: now(),
      decided_by_id: null,
      decided_by_name: null,
      decided_at: null,
      answer: '',
    };
    await db.insertInto('access_requests').values(row).execute();
    return row.id;
  },
};
