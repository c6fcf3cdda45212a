// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { clearIfOurs } from '../../../utils/clipboard/clear-if-ours.ts';
import { saltedDigest } from '../../../utils/clipboard/salted-digest.ts';

let clipboard: string | null = '';

// jsdom has no clipboard: this is what the browser's commands do with a text area.
beforeEach(() => {
  document.body.innerHTML = '<input id="typing" />';
  Object.assign(document, {
    execCommand(command: string) {
      const area = document.activeElement as HTMLTextAreaElement;
      if (clipboard === null) return false;
      if (command === 'paste') area.value = clipboard;
      if (command === 'copy') clipboard = area.value;
      return true;
    },
  });
});

async function ours(text: string) {
  return { salt: 's', digest: await saltedDigest('s', text) };
}

describe('clearing the clipboard', () => {
  it('clears what was copied', async () => {
    clipboard = 'the value';
    expect(await clearIfOurs(document, await ours('the value'))).toBe('cleared');
    expect(clipboard).toBe(' ');
  });

  it('leaves what somebody has copied since', async () => {
    clipboard = 'a recipe';
    expect(await clearIfOurs(document, await ours('the value'))).toBe('not_ours');
    expect(clipboard).toBe('a recipe');
  });

  it('leaves what it can’t read', async () => {
    clipboard = null;
    expect(await clearIfOurs(document, await ours('the value'))).toBe('unreadable');
  });

  it('leaves no text in the page, and the focus where it was', async () => {
    clipboard = 'the value';
    const field = document.querySelector<HTMLInputElement>('#typing');
    field?.focus();
    await clearIfOurs(document, await ours('another'));
    expect(document.querySelector('textarea')).toBeNull();
    expect(document.activeElement).toBe(field);
  });

  it('can’t tell a value from its digest without the salt', async () => {
    expect(await saltedDigest('a', 'value')).not.toBe(await saltedDigest('b', 'value'));
    expect(await saltedDigest('a', 'bc')).not.toBe(await saltedDigest('ab', 'c'));
  });
});
