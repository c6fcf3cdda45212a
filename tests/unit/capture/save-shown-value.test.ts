import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CaptureRequest } from '../../../utils/capture/save-shown-value.ts';
import {
  readShownValues,
  type ShownValues,
} from '../../../utils/settings-page/read-shown-values.ts';
import { aFrontValue } from '../../service/support/makers.ts';
import { aToken } from '../support/a-token.ts';
import { everythingStored } from '../support/everything-stored.ts';
import { SETTINGS_SCRIPT, useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();
const NAME = 'Zapier – lead import – production';
const TAB = 7;

interface Injection {
  readonly target: { readonly tabId: number; readonly frameIds: readonly number[] };
  readonly func: unknown;
}

let page: ShownValues | Error;
let injections: Injection[] = [];
let value = '';
let request: CaptureRequest;

beforeEach(async () => {
  value = aFrontValue({ jti: crypto.randomUUID() });
  injections = [];
  page = {
    protocol: 'https:',
    host: 'app.frontapp.com',
    path: '/settings/developers/tokens/1',
    names: [NAME],
    values: [value],
  };
  Object.assign(fakeBrowser, {
    scripting: {
      executeScript: (injection: Injection) => {
        injections.push(injection);
        return page instanceof Error ? Promise.reject(page) : Promise.resolve([{ result: page }]);
      },
    },
  });
  await companion.signIn();
  const token = aToken({ kind: 'front', name: NAME, hint: null });
  companion.service.tokens.set(token.id, token);
  companion.service.override = ({ method, url }) =>
    method === 'POST' && url.endsWith('/rotate')
      ? { status: 200, body: { ...token, hint: value.slice(-4), version: 2 } }
      : null;
  request = { tabId: TAB, id: token.id, name: NAME, agreedHint: null, idempotencyKey: 'k' };
});

const rotations = () => companion.service.seen.filter(({ url }) => url.endsWith('/rotate'));

describe('the value that Front shows', () => {
  it('goes to the service by the route that asks Front about it, once, with the key of the press', async () => {
    const outcome = await companion.get('tokens.save_shown_value', request);
    expect(outcome).toMatchObject({ kind: 'saved', token: { hint: value.slice(-4) } });
    expect(rotations()).toHaveLength(1);
    expect(rotations()[0]?.headers['idempotency-key']).toBe('k');
    expect(JSON.parse(rotations()[0]?.body ?? '{}')).toEqual({ value });
  });

  it('is read in the one tab, in its top frame, by the one function', async () => {
    await companion.get('tokens.save_shown_value', request);
    expect(injections).toEqual([{ target: { tabId: TAB, frameIds: [0] }, func: readShownValues }]);
  });

  it('is left nowhere: in no answer, no storage and no address', async () => {
    const outcome = await companion.get('tokens.save_shown_value', request);
    const left = JSON.stringify({
      outcome,
      database: await everythingStored(),
      local: await fakeBrowser.storage.local.get(),
      session: await fakeBrowser.storage.session.get(),
      urls: companion.service.seen.map(({ url }) => url),
    });
    // The check can fail: what it looks through does hold the token.
    expect(left).toContain(NAME);
    const signature = value.split('.')[2] ?? '';
    expect(left).not.toContain(signature.slice(0, 12));
  });

  it('stays where it is when the page is about another token', async () => {
    const outcome = await companion.get('tokens.save_shown_value', { ...request, name: 'Other' });
    expect(outcome).toEqual({ kind: 'other_token' });
    expect(rotations()).toEqual([]);
  });

  it('stays where it is when another is on record, until a person agrees to it', async () => {
    companion.service.tokens.set(
      request.id,
      aToken({ id: request.id, kind: 'front', name: NAME, hint: 'wxyz' }),
    );
    const hint = value.slice(-4);
    expect(await companion.get('tokens.save_shown_value', request)).toEqual({
      kind: 'differs',
      hint,
      recordedHint: 'wxyz',
    });
    expect(rotations()).toEqual([]);
    const agreed = { ...request, agreedHint: hint };
    expect(await companion.get('tokens.save_shown_value', agreed)).toMatchObject({ kind: 'saved' });
  });

  it('is none where the browser lets nobody in, and the browser’s words stay untold', async () => {
    page = new Error(`Cannot access https://app.frontapp.com/?t=${value}`);
    expect(await companion.get('tokens.save_shown_value', request)).toEqual({ kind: 'no_access' });
  });

  it('is not looked for on behalf of an issued token', async () => {
    companion.service.tokens.set(request.id, aToken({ id: request.id, kind: 'issued' }));
    const result = await companion.send('tokens.save_shown_value', request);
    expect(result).toMatchObject({ failure: { code: 'refused' } });
    expect(injections).toEqual([]);
  });

  it('is not looked for when the script on Front’s page asks', async () => {
    const result = await companion.send('tokens.save_shown_value', request, SETTINGS_SCRIPT);
    expect(result).toMatchObject({ failure: { code: 'refused' } });
    expect(injections).toEqual([]);
  });

  it('is not looked for while the extension is locked', async () => {
    await companion.get('session.lock', null);
    const result = await companion.send('tokens.save_shown_value', request);
    expect(result).toMatchObject({ failure: { code: 'locked' } });
    expect(injections).toEqual([]);
  });
});
