// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { KeysCard } from '../../../components/at-hand/keys-card.tsx';
import { Toasts } from '../../../components/ui/toasts.tsx';

type Given = Readonly<Record<string, string>>;
const ALL = { _execute_action: 'Alt+Shift+K', search: 'Alt+Shift+G', 'copy-last-used': 'Ctrl+Y' };

beforeEach(() => {
  vi.restoreAllMocks();
  give(ALL);
});
afterEach(cleanup);

/** What the browser says about the keys from now on. */
function give(keys: Given): void {
  const all = Object.entries(keys).map(([name, shortcut]) => ({ name, shortcut }));
  vi.spyOn(fakeBrowser.commands, 'getAll').mockImplementation(() => Promise.resolve(all) as never);
}

async function rows(): Promise<(string | null)[]> {
  await screen.findByText('Open the popup');
  return screen.getAllByRole('definition').map(({ textContent }) => textContent);
}

function open(): void {
  render(
    <>
      <KeysCard />
      <Toasts />
    </>,
  );
}

it('shows the keys that the browser has given, and not those that were suggested', async () => {
  open();
  expect(await rows()).toEqual(['Alt+Shift+K', 'Alt+Shift+G', 'Ctrl+Y']);
  expect(screen.queryByText(/Without a key/)).toBeNull();
});

it('says which command has none, and what that means', async () => {
  give({ ...ALL, 'copy-last-used': '' });
  open();
  expect(await rows()).toEqual(['Alt+Shift+K', 'Alt+Shift+G', 'No key']);
  expect(screen.getByText(/Without a key/)).toBeTruthy();
});

it('follows what was changed on the browser’s page', async () => {
  open();
  await rows();
  give({ ...ALL, search: 'Alt+J' });
  fireEvent.focus(window);
  await vi.waitFor(async () => expect(await rows()).toContain('Alt+J'));
});

it('leads to the browser’s page, and says so when that stays shut', async () => {
  const create = vi.spyOn(fakeBrowser.tabs, 'create').mockResolvedValue({} as never);
  open();
  fireEvent.click(await screen.findByRole('button', { name: 'Change keys' }));
  expect(create).toHaveBeenCalledWith({ url: 'chrome://extensions/shortcuts' });
  create.mockRejectedValue(new Error('Illegal URL'));
  fireEvent.click(screen.getByRole('button', { name: 'Change keys' }));
  expect(await screen.findByText('The browser did not open its page for keys.')).toBeTruthy();
});
