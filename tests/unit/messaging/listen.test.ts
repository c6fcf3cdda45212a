import { describe, expect, it } from 'vitest';
import { PRODUCT_VERSION } from '../../../contract/version.ts';
import { failed } from '../../../utils/messaging/failed.ts';
import { createRegistry } from '../../../utils/messaging/listen.ts';
import { OPTIONS_PAGE, SETTINGS_SCRIPT } from '../support/start-companion.ts';

const OWN = { id: 'test-extension-id', origin: 'chrome-extension://test-extension-id' };
const STATE = { kind: 'not_connected' } as const;
const ID = 'tok_0000000000000001';

function envelope(name: string, input: unknown, build = PRODUCT_VERSION): unknown {
  return { companion: 1, build, name, input };
}

function aRegistry() {
  const registry = createRegistry(OWN);
  registry.on('session.get', 'extension_page', () => Promise.resolve(STATE));
  registry.on('panel.open', 'settings_script', () => Promise.resolve(null));
  return registry;
}

describe('the registry of messages', () => {
  it('answers a message from the one who may send it', async () => {
    const answer = await aRegistry().answer(envelope('session.get', null), OPTIONS_PAGE);
    expect(answer).toEqual({ ok: true, value: STATE });
  });

  it.each([
    ['a name that nobody answers', envelope('tokens.get', { id: ID }), OPTIONS_PAGE],
    ['a name that every object has', envelope('constructor', null), OPTIONS_PAGE],
    ['a page’s message from the settings page', envelope('session.get', null), SETTINGS_SCRIPT],
    ['the settings page’s message from a page', envelope('panel.open', { id: ID }), OPTIONS_PAGE],
    ['anything from a stranger', envelope('session.get', null), { ...OPTIONS_PAGE, id: 'other' }],
  ])('refuses %s', async (_what, message, sender) => {
    const answer = await aRegistry().answer(message, sender);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'refused' } });
  });

  it('tells a page of another build to reload', async () => {
    const answer = await aRegistry().answer(envelope('session.get', null, '0.0.0'), OPTIONS_PAGE);
    expect(answer).toMatchObject({
      ok: false,
      failure: { code: 'refused', message: expect.stringContaining('reload') as string },
    });
  });

  it.each([
    ['too much', { id: ID, value: 'x' }],
    ['no id', { id: '../../v1/me' }],
    ['nothing', null],
  ])('refuses an input with %s before any handler sees it', async (_what, input) => {
    const answer = await aRegistry().answer(envelope('panel.open', input), SETTINGS_SCRIPT);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'refused' } });
  });

  it('refuses a second registration of one name', () => {
    const registry = aRegistry();
    const again = () => registry.on('session.get', 'extension_page', () => Promise.resolve(STATE));
    expect(again).toThrow('session.get');
  });

  it.each([null, 'text', 7, {}, { companion: 2, name: 'session.get' }, { companion: 1 }])(
    'leaves %j to whoever it is for',
    (message) => {
      expect(aRegistry().answer(message, OPTIONS_PAGE)).toBeNull();
    },
  );

  it('hands an expected failure over as it is', async () => {
    const registry = createRegistry(OWN);
    registry.on('session.get', 'extension_page', () =>
      Promise.reject(failed('unreachable', 'No.')),
    );
    expect(await registry.answer(envelope('session.get', null), OPTIONS_PAGE)).toEqual({
      ok: false,
      failure: { code: 'unreachable', message: 'No.' },
    });
  });

  it('tells of an unexpected error only its kind, since its text may hold an answer', async () => {
    const registry = createRegistry(OWN);
    const secret = crypto.randomUUID();
    registry.on('session.get', 'extension_page', () => Promise.reject(new RangeError(secret)));
    const answer = await registry.answer(envelope('session.get', null), OPTIONS_PAGE);
    expect(JSON.stringify(answer)).toContain('RangeError');
    expect(JSON.stringify(answer)).not.toContain(secret);
  });
});
