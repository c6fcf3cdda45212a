import { browser } from 'wxt/browser';

/** Chrome's; Firefox has it for `storage.session` alone, and other fakes and forks not at all. */
interface Guardable {
  setAccessLevel?: (level: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
}

/**
 * Keeps the settings from content scripts, ours included: a page that has taken one over could else
 * turn off the lock or the clearing of the clipboard. Where the browser has no such fence, settings
 * stay what they are there: nothing secret.
 * @see https://developer.chrome.com/docs/extensions/reference/api/storage#method-StorageArea-setAccessLevel
 */
export async function guardSettings(): Promise<void> {
  try {
    const local: Guardable = browser.storage.local;
    await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  } catch {
    // An old browser that knows the name and refuses the area: as without it.
  }
}
