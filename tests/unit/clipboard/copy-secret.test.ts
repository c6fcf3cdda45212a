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
let clipboard = '';

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

/** jsdom has no clipboard: what becomes of one copy after the other, and of all further ones nothing. */
function clipboardOf(ways: ('lost' | 'unreadable' | 'other line ends')[]): void {
  let isReadable = true;
  clipboard = 'something else';
  Object.assign(document, {
    execCommand(command: string) {
      const area = document.activeElement as HTMLTextAreaElement;
      if (command === 'paste') {
        if (isReadable) area.value = clipboard;
        return isReadable;
      }
      const way = ways.shift();
      isReadable = way !== 'unreadable';
      if (way === 'lost') return true;
      clipboard = way === 'other line ends' ? area.value.replaceAll('\n', '\r\n') : area.value;
      return true;
    },
  });
}

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
    clipboardOf([]);
    expect(await copySecret(new SecretValue('value'), 0)).toBe('copied');
    expect(clipboard).toBe('value');
  });

  it('is done again where it got lost on its way, and said only when it is there', async () => {
    focused = false;
    clipboardOf(['lost']);
    expect(await copySecret(new SecretValue('value'), 0)).toBe('copied');
    expect(clipboard).toBe('value');
    clipboardOf(['lost', 'lost']);
    expect(await copySecret(new SecretValue('another'), 0)).toBe('refused');
  });

  it('is believed where the clipboard can’t be read', async () => {
    focused = false;
    clipboardOf(['unreadable']);
    expect(await copySecret(new SecretValue('value'), 0)).toBe('copied');
    expect(clipboard).toBe('value');
  });

  it('is the same text where the clipboard ends lines in its own way', async () => {
    focused = false;
    clipboardOf(['other line ends']);
    expect(await copySecret(new SecretValue('a\nb'), 0)).toBe('copied');
    expect(clipboard).toBe('a\r\nb');
  });

  it('says so when the browser refuses', async () => {
    focused = false;
    Object.assign(document, { execCommand: () => false });
    expect(await copySecret(new SecretValue('value'), 0)).toBe('refused');
  });
});
