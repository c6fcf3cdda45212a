import { nameKey } from '../../../contract/fold.ts';
import type { CreateInvitation, Role } from '../../../contract/member.ts';
import { Browser, type Page, type Session } from './browser.ts';
import { call, type Answer } from './http.ts';
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

/** A person with a browser of their own, who was invited and signed in for real. */
export async function signedInPerson(
  service: TestService,
  name: string,
  invited: Role | { readonly email: string } = 'member',
): Promise<SignedInPerson> {
  const browser = new Browser(service.address);
  const { page, verifier } = await browser.beginSignIn();
  const link = await invite(
    service,
    typeof invited === 'string' ? { role: invited } : { role: 'member', ...invited },
  );
  const end = await join(browser, page, codeIn(link), name);
  return personWith(service, browser, await browser.finishSignIn(end, verifier));
}

/** Makes an invitation and hands back its link. */
export async function invite(service: TestService, body: CreateInvitation): Promise<string> {
  const answer = await call(service, 'POST', '/v1/invitations', { body });
  if (answer.status !== 201) throw new Error(`not invited: ${answer.text}`);
  return answer.body.link as string;
}

/** The code of an invitation's link. */
export function codeIn(link: string): string {
  return new URL(link).hash.slice(1);
}

/** Goes both steps of the sign-in page: the code, then the name. */
export async function join(
  browser: Browser,
  page: Page,
  code: string,
  name: string,
): Promise<Page> {
  await browser.open(page.url, { code });
  return browser.open(page.url, { code, step: 'invitation', name });
}

/** Whoever this browser is signed in as. */
export async function personWith(
  service: TestService,
  browser: Browser,
  session: Session,
): Promise<SignedInPerson> {
  const send = async (
    method: string,
    path: string,
    body?: object,
    on: TestService = service,
  ): Promise<Answer> => {
    const headers = await browser.signed(method, path.split('?')[0]!, session.accessToken);
    const response = await fetch(on.address + path, {
      method,
      headers: {
        ...headers,
        // Read where it means something alone: to changes of a token.
        'if-match': '*',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /^application\/json\b/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: json ? JSON.parse(text) : undefined,
    };
  };
  const { body: me } = await send('GET', '/v1/me');
  const id = me.id as string;
  return {
    id,
    name: me.name as string,
    browser,
    session,
    call: send,
    own: async (...tags) => {
      const { db } = service.store;
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
