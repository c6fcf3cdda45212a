import { fakeBrowser } from 'wxt/testing/fake-browser';
import { describe, expect, it, vi } from 'vitest';
import { ROUTES, type RouteName } from '../../../contract/routes.ts';
import { PRODUCT_VERSION } from '../../../contract/version.ts';
import { onNews, type News } from '../../../utils/messaging/news.ts';
import { MESSAGE_INPUTS } from '../../../utils/messaging/message-inputs.ts';
import type { MessageName } from '../../../utils/messaging/protocol.ts';
import { PEOPLE_CALLS, type AnyPeopleCall } from '../../../utils/people/people-calls.ts';
import { FOR_THE_SCRIPT } from '../support/for-the-script.ts';
import { ADA, refusal } from '../support/fake-service.ts';
import { sendRaw, SETTINGS_SCRIPT, useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();
const calls: ReadonlySet<string> = new Set(PEOPLE_CALLS);
const others = (Object.keys(ROUTES) as RouteName[]).filter((name) => !calls.has(name));

function asked(call: string, input: unknown = {}): unknown {
  return { companion: 1, build: PRODUCT_VERSION, name: 'people.call', input: { call, input } };
}

const OPTIONS = {
  id: 'test-extension-id',
  url: 'chrome-extension://test-extension-id/options.html',
};

describe('a call about people', () => {
  it('goes to the service as its row says, and its answer comes back', async () => {
    await companion.signIn();
    companion.service.override = ({ method, url }) =>
      method === 'GET' && url === '/v1/requests?status=open'
        ? { status: 200, body: { items: [] } }
        : null;
    const input = { call: 'listRequests', input: { query: { status: 'open' } } } as const;
    expect(await companion.get('people.call', input)).toEqual({ items: [] });
  });

  it('hands the service’s refusal to the page', async () => {
    await companion.signIn();
    companion.service.override = ({ method }) =>
      method === 'DELETE' ? refusal('last_admin') : null;
    const input = { call: 'removeMember', input: { params: { id: ADA.id } } } as const;
    expect(await companion.send('people.call', input)).toMatchObject({
      ok: false,
      failure: { code: 'last_admin' },
    });
  });

  it('is news for the other pages when it changes something, and not when it only asks', async () => {
    await companion.signIn();
    companion.service.override = () => refusal('not_found');
    const heard: News['kind'][] = [];
    const listening = new AbortController();
    onNews(({ kind }) => heard.push(kind), listening.signal);
    const id = 'tok_0000000000000001';
    const question: AnyPeopleCall = {
      call: 'tryScopes',
      input: { params: { id }, body: { scopes: ['tags:read'] } },
    };
    await companion.send('people.call', question);
    await companion.send('people.call', { call: 'endGrace', input: { params: { id } } });
    await vi.waitFor(() => expect(heard).toContain('people'));
    expect(heard).toEqual(['people']);
    listening.abort();
  });

  it.each<AnyPeopleCall>([
    { call: 'mergeTag', input: { params: { tag: 'a/b' }, body: { into: 'c', mark: 'm' } } },
    { call: 'updateTag', input: { params: { tag: 'a/b' }, body: { tag: 'c' } } },
  ])('of $call has the tokens read anew, whose tags are others now', async (call) => {
    await companion.signIn();
    const tag = { tag: 'c', color: null, tokens: 1, spellings: [], owners: 0, grants: 0 };
    companion.service.override = ({ url }) =>
      url.startsWith('/v1/tags/a%2Fb') ? { status: 200, body: tag } : null;
    const before = companion.service.seen.length;
    expect(await companion.get('people.call', call)).toEqual(tag);
    await vi.waitFor(() => {
      const asked = companion.service.seen
        .slice(before)
        .map(({ method, url }) => `${method} ${url}`);
      expect(asked.some((one) => one.startsWith('GET /v1/tokens?'))).toBe(true);
      expect(asked).toContain('GET /v1/me');
    });
  });

  it.each(others)('is refused for %s, which has a way of its own or none', async (name) => {
    await companion.signIn();
    const before = companion.service.seen.length;
    expect(await sendRaw(asked(name), OPTIONS)).toMatchObject({ ok: false });
    expect(companion.service.seen.length).toBe(before);
  });

  it.each(['constructor', '__proto__', '', 'listMembers '])(
    'is refused for a name that is none: “%s”',
    async (name) => {
      expect(await sendRaw(asked(name), OPTIONS)).toMatchObject({ ok: false });
    },
  );
});

describe('the content script on Front’s page', () => {
  const forPages = (Object.keys(MESSAGE_INPUTS) as MessageName[]).filter(
    (name) => !FOR_THE_SCRIPT.has(name),
  );
  it.each(forPages)('is refused %s, before its input is looked at', async (name) => {
    const input = name === 'people.call' ? { call: 'listMembers', input: {} } : null;
    const message = { companion: 1, build: PRODUCT_VERSION, name, input };
    expect(await sendRaw(message, SETTINGS_SCRIPT)).toEqual({
      ok: false,
      failure: {
        code: 'refused',
        message: 'The extension does not take this message from here.',
      },
    });
  });

  it.each(PEOPLE_CALLS)('cannot make the call %s', async (call) => {
    expect(await sendRaw(asked(call), SETTINGS_SCRIPT)).toMatchObject({
      ok: false,
      failure: { code: 'refused' },
    });
  });
});

describe('the export of the log', () => {
  it('comes as the text that the service wrote', async () => {
    await companion.signIn();
    companion.service.override = ({ url }) =>
      url === '/v1/audit/export?format=csv' ? { status: 200, html: 'id,at\n1,now\n' } : null;
    expect(await companion.get('audit.export', { format: 'csv' })).toEqual({
      text: 'id,at\n1,now\n',
    });
  });

  it('is refused as the service refuses it', async () => {
    await companion.signIn();
    companion.service.override = ({ url }) =>
      url.startsWith('/v1/audit/export') ? refusal('passkey_needed') : null;
    expect(await companion.send('audit.export', { format: 'jsonl' })).toMatchObject({
      ok: false,
      failure: { code: 'passkey_needed' },
    });
  });
});

describe('the extension’s icon', () => {
  /** What stands on the icon, once everything that was begun has come to its end. */
  function spyOnIcon() {
    const action = {
      setBadgeText: vi.fn(() => Promise.resolve()),
      setTitle: vi.fn(() => Promise.resolve()),
      setBadgeBackgroundColor: vi.fn(() => Promise.resolve()),
    };
    Object.assign(fakeBrowser, { action });
    return action;
  }

  it('shows an admin how many requests wait, looks again by itself, and forgets it at sign-out', async () => {
    const icon = spyOnIcon();
    companion.service.me = { ...ADA, openRequests: 3 };
    await companion.signIn();
    await vi.waitFor(() => expect(icon.setBadgeText).toHaveBeenLastCalledWith({ text: '3' }));
    expect(icon.setTitle).toHaveBeenLastCalledWith({
      title: 'Front Token Companion – 3 requests wait',
    });
    companion.service.me = { ...ADA, openRequests: 1 };
    await fakeBrowser.alarms.onAlarm.trigger({
      name: 'waiting-requests',
      scheduledTime: 0,
      persistAcrossSessions: false,
    });
    await vi.waitFor(() => expect(icon.setBadgeText).toHaveBeenLastCalledWith({ text: '1' }));
    await companion.get('session.sign_out', null);
    await vi.waitFor(() => expect(icon.setBadgeText).toHaveBeenLastCalledWith({ text: '' }));
  });

  it('shows a member nothing, whatever the service says', async () => {
    const icon = spyOnIcon();
    companion.service.me = { ...ADA, role: 'member', openRequests: 3 };
    await companion.signIn();
    await vi.waitFor(() => expect(icon.setBadgeText).toHaveBeenCalled());
    for (const [badge] of icon.setBadgeText.mock.calls as unknown as [{ text: string }][]) {
      expect(badge.text).toBe('');
    }
  });
});
