import { SecretValue } from '../../contract/secret-value.ts';
import { readCachedToken } from '../cache/token-cache.ts';
import type { ClipboardGuard } from '../clipboard/clipboard-guard.ts';
import { copyInBackground } from '../clipboard/copy-in-background.ts';
import { failureOf } from '../messaging/failed.ts';
import { readSettings } from '../settings/settings.ts';
import type { Reveal } from './insert.ts';
import { leaveWord, type NotCopied } from './popup-word.ts';
import { noteRecent, readRecents } from './recents.ts';
import { showPopup } from './show-popup.ts';

export interface CopyDeps {
  readonly reveal: Reveal;
  readonly guard: ClipboardGuard;
  /** Says that it is done, where no page of ours can. */
  readonly onCopied: () => void;
}

/** Copies the value that was used last, or opens the popup with the reason why not. */
export async function copyLastUsed(deps: CopyDeps): Promise<void> {
  const [last] = await readRecents();
  if (last === undefined) return refuse(null, 'none_yet');
  await copyToken(deps, last.id);
}

/** Copies a token's value past the popup, or opens the popup at the token with the reason why not. */
export async function copyToken(deps: CopyDeps, id: string): Promise<void> {
  const why = await tryCopy(deps, id);
  if (why === null) deps.onCopied();
  else await refuse(id, why);
}

async function tryCopy({ reveal, guard }: CopyDeps, id: string): Promise<NotCopied | null> {
  try {
    if ((await readCachedToken(id))?.hint === null) return 'no_value';
    const { value } = await reveal(id, 'copy');
    // It never rejects.
    void noteRecent(id);
    const { clipboardSeconds } = await readSettings();
    const outcome = await copyInBackground(new SecretValue(value), clipboardSeconds, guard);
    return outcome === 'copied' ? null : 'clipboard';
  } catch (error) {
    return failureOf(error);
  }
}

async function refuse(id: string | null, why: NotCopied): Promise<void> {
  await leaveWord({ kind: 'not_copied', why, at: Date.now() });
  await showPopup(id === null ? { kind: 'list' } : { kind: 'token', id });
}
