import { describe, expect, it } from 'vitest';
import { readStart } from '../../../utils/cache/token-cache.ts';
import { readDraft, writeDraft } from '../../../utils/drafts/drafts.ts';
import { readAccess } from '../../../utils/session/session-store.ts';
import { aToken } from '../support/a-token.ts';
import { everythingStored } from '../support/everything-stored.ts';
import { ADA, refusal } from '../support/fake-service.ts';
import { useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();
const TOKEN = aToken();
const isText = (value: unknown): value is string => typeof value === 'string';

/** Signs in at a service that wants a reveal confirmed; how the window was asked for is kept. */
async function unconfirmed(): Promise<{ asked: URLSearchParams[] }> {
  const asked: URLSearchParams[] = [];
  companion.service.tokens.set(TOKEN.id, TOKEN);
  await companion.signIn();
  const usual = companion.window;
  companion.window = (url) => {
    asked.push(companion.service.askedBy(url));
    return usual(url);
  };
  companion.service.override = ({ url }) =>
    url.endsWith('/reveal') && asked.length === 0 ? refusal('passkey_needed') : null;
  return { asked };
}

function revoked(field: 'token' | 'why' = 'token'): (string | null)[] {
  return companion.service.seen
    .filter(({ url }) => url.endsWith('/revocation'))
    .map(({ body }) => new URLSearchParams(body).get(field));
}

describe('confirming with a passkey', () => {
  it('asks for a fresh check in the sign-in window, after which the call goes through', async () => {
    const { asked } = await unconfirmed();
    const reveal = () => companion.send('tokens.reveal', { id: TOKEN.id, via: 'reveal' });
    expect(await reveal()).toMatchObject({ failure: { code: 'passkey_needed' } });
    expect((await companion.get('session.confirm', null)).kind).toBe('signed_in');
    expect(Object.fromEntries(asked[0]!)).toMatchObject({
      prompt: 'login',
      acr_values: 'passkey',
    });
    expect(await reveal()).toMatchObject({ ok: true });
  });

  it('puts the new sign-in in place of the old one, which is ended, and loses no note', async () => {
    await unconfirmed();
    await writeDraft('create', 'half a form');
    const before = (await readAccess()).access;
    await companion.get('session.confirm', null);
    const after = (await readAccess()).access;
    expect(after?.credentials.accessToken).not.toBe(before?.credentials.accessToken);
    expect(revoked()).toEqual([before?.credentials.refreshToken]);
    // So that the log does not say that somebody left who only confirmed.
    expect(revoked('why')).toEqual(['replaced']);
    expect((await readStart(10)).first).toHaveLength(1);
    expect(await readDraft('create', isText)).toBe('half a form');
    expect(await companion.get('tokens.get', { id: TOKEN.id })).toEqual(TOKEN);
  });

  it('is refused to somebody else, whose sign-in is ended and who sees nothing', async () => {
    await unconfirmed();
    const before = await everythingStored();
    companion.service.me = { ...ADA, id: 'mem_0000000000000002', name: 'Max Member' };
    const answer = await companion.send('session.confirm', null);
    expect(answer).toMatchObject({
      failure: { code: 'other_person', message: expect.stringContaining('Max Member') as string },
    });
    expect(await everythingStored()).toEqual(before);
    expect(revoked()).toEqual(['refresh-2']);
  });

  it('brings nobody back who signed out while the window was open', async () => {
    await unconfirmed();
    const usual = companion.window;
    companion.window = async (url) => {
      await companion.get('session.sign_out', null);
      return usual(url);
    };
    const answer = await companion.send('session.confirm', null);
    expect(answer).toMatchObject({ failure: { code: 'sign_in_failed' } });
    expect((await companion.get('session.get', null)).kind).toBe('signed_out');
    expect(revoked()).toContain('refresh-2');
  });

  it('needs a sign-in that it can confirm', async () => {
    expect(await companion.send('session.confirm', null)).toMatchObject({
      failure: { code: 'not_signed_in' },
    });
  });
});

describe('an invitation', () => {
  const code = crypto.randomUUID().toUpperCase();

  it('begins the sign-in, and its code stands in no URL and is kept nowhere', async () => {
    await companion.get('session.connect', { address: companion.service.address });
    const windows: URL[] = [];
    const usual = companion.window;
    companion.window = (url) => {
      windows.push(url);
      return usual(url);
    };
    await companion.get('session.sign_in', { invitation: code });
    expect(companion.service.askedBy(windows[0]!).get('login_hint')).toBe(code);
    const urls = [...windows.map(String), ...companion.service.seen.map(({ url }) => url)];
    expect(urls.join('\n')).not.toContain(code);
    expect(JSON.stringify(await everythingStored())).not.toContain(code);
  });

  it('is left to the person to paste at a service that takes no pushed request', async () => {
    companion.service.takesPushed = false;
    await companion.get('session.connect', { address: companion.service.address });
    await companion.get('session.sign_in', { invitation: code });
    expect(JSON.stringify(companion.service.seen)).not.toContain(code);
    expect((await companion.get('session.get', null)).kind).toBe('signed_in');
  });

  it('fails in plain words when the service does not begin the sign-in', async () => {
    await companion.get('session.connect', { address: companion.service.address });
    companion.service.override = ({ url }) =>
      url === '/oauth/request' ? { status: 400, body: { error: 'invalid_request' } } : null;
    const answer = await companion.send('session.sign_in', { invitation: code });
    expect(answer).toMatchObject({ failure: { code: 'sign_in_failed' } });
  });
});
