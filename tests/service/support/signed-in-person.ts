import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { nameKey } from '../../../contract/fold.ts';
import type { Role } from '../../../contract/member.ts';
import { randomBase62 } from '../../../contract/token-value.ts';
import { HOST_ACTOR } from '../../../service/audit/write-audit.ts';
import { makeSetupCode } from '../../../service/auth/setup-code.ts';
import { Browser, type Session } from './browser.ts';
import type { Answer } from './http.ts';
import type { TestService } from './start-service.ts';

export interface SignedInPerson {
  readonly id: string;
  readonly name: string;
  readonly browser: Browser;
  readonly session: Session;
  /** A call with this person's token and key. `on` is another replica behind the same public address. */
  call(method: string, path: string, body?: object, on?: TestService): Promise<Answer>;
  /** Makes this person answer for these tags and no others. */
  own(...tags: string[]): Promise<void>;
}

/**
 * A person with a browser of their own, signed in for real. The set-up code signs in the first admin
 * alone, so for everybody else the sign-in is then written over to them.
 */
export async function signedInPerson(
  service: TestService,
  name: string,
  role: Role = 'member',
): Promise<SignedInPerson> {
  const { db } = service.store;
  const browser = new Browser(service.address);
  const now = new Date();
  const { code } = await makeSetupCode(service.store, HOST_ACTOR, now);
  const session = await browser.signIn({ code, name: 'First admin', company: 'Northwind' });
  const opened = await db
    .selectFrom('browser_sessions')
    .select(['id', 'grant_id', 'member_id'])
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  const id = `mem_${randomBase62(16, randomBytes)}`;
  await db
    .insertInto('members')
    .values({ id, name, email: null, role, status: 'active', created_at: now.toISOString() })
    .execute();
  await db
    .updateTable('browser_sessions')
    .set({ member_id: id })
    .where('id', '=', opened.id)
    .execute();
  await db
    .updateTable('oidc_payloads')
    .set({ payload: sql<string>`replace(payload, ${opened.member_id}, ${id})` })
    .where('grant_id', '=', opened.grant_id)
    .execute();
  return {
    id,
    name,
    browser,
    session,
    call: async (method, path, body, on = service) => {
      const headers = await browser.signed(method, path.split('?')[0]!, session.accessToken);
      const response = await fetch(on.address + path, {
        method,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: text === '' ? undefined : JSON.parse(text),
      };
    },
    own: async (...tags) => {
      await db.deleteFrom('member_tags').where('member_id', '=', id).execute();
      for (const tag of tags) {
        await db
          .insertInto('member_tags')
          .values({ member_id: id, tag_key: nameKey(tag), tag })
          .execute();
      }
    },
  };
}
