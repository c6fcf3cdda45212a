import { browser } from 'wxt/browser';

/** The names of the commands in the manifest; the browser itself does the one that opens the popup. */
export const COMMANDS = {
  open: '_execute_action',
  search: 'search',
  copy: 'copy-last-used',
} as const;

export type Command = keyof typeof COMMANDS;

/** What to press for a command, as the browser writes it, such as `Alt+Shift+K`; null where it has no key. */
export type CommandKeys = Readonly<Record<Command, string | null>>;

/**
 * Chrome's page for the keys of extensions, for which it has no call; Edge and others lead it to theirs.
 * Firefox has a call (`commands.openShortcutSettings`, from version 137 on).
 */
const CHROME_PAGE = 'chrome://extensions/shortcuts';

/**
 * What the keys are by now: people can change them, and a browser gives a command none, without a word,
 * when it keeps the suggested one for itself or another extension has it.
 */
export async function readKeys(): Promise<CommandKeys> {
  const all = await browser.commands.getAll();
  const keysOf = (command: Command): string | null => {
    const found = all.find(({ name }) => name === COMMANDS[command])?.shortcut;
    return found === undefined || found === '' ? null : found;
  };
  return { open: keysOf('open'), search: keysOf('search'), copy: keysOf('copy') };
}

/**
 * Opens the browser's page on which keys are chosen.
 * @throws what the browser says when it does not
 */
export async function openKeySettings(): Promise<void> {
  const { openShortcutSettings } = browser.commands as {
    openShortcutSettings?: () => Promise<void>;
  };
  if (openShortcutSettings !== undefined) await openShortcutSettings();
  else await browser.tabs.create({ url: CHROME_PAGE });
}
