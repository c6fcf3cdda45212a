// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SecretValue } from '../../../contract/secret-value.ts';
import { copySecret } from '../../../utils/clipboard/copy-secret.ts';
import { saltedDigest } from '../../../utils/clipboard/salted-digest.ts';
import type { Envelope } from '../../../utils/messaging/protocol.ts';

let happened: string[] = [];
let sent: Envelope<'clipboard.guard'>[] = [];
let focused = true;

beforeEach(() => {
  fakeBrowser.reset();
  happened = [];
  sent = [];
  focused = true;
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((message: unknown) => {
    happened.push('guarded');
    sent.push(message as Envelope<'clipboard.guard'>);
    return Promise.resolve({ ok: true, value: null }) as never;
  });
  Object.assign(navigator, {
    clipboard: {
      writeText: () => {
        if (!focused) return Promise.reject(new DOMException('no focus', 'NotAllowedError'));
        happened.push('copied');
        return Promise.resolve();
      },
    },
  });
});

describe('copying a value', () => {
  it('is guarded before it is done, by a digest that only the value fits', async () => {
    const text = crypto.randomUUID();
    expect(await copySecret(new SecretValue(text), 60)).toBe('copied');
    expect(happened).toEqual(['guarded', 'copied']);
    const input = sent[0]?.input;
    expect(input?.digest).toBe(await saltedDigest(input?.salt ?? '', text));
    expect(JSON.stringify(sent)).not.toContain(text);
  });

  it('is not guarded when it is to stay', async () => {
    expect(await copySecret(new SecretValue('value'), 0)).toBe('copied');
    expect(happened).toEqual(['copied']);
  });

  it('is done in a page without focus too, by the old command', async () => {
    focused = false;
    const commands: string[] = [];
    Object.assign(document, { execCommand: (name: string) => commands.push(name) > 0 });
    expect(await copySecret(new SecretValue('value'), 0)).toBe('copied');
    expect(commands).toEqual(['copy']);
  });

  it('says so when the browser refuses', async () => {
    focused = false;
    Object.assign(document, { execCommand: () => false });
    expect(await copySecret(new SecretValue('value'), 0)).toBe('refused');
  });
});
