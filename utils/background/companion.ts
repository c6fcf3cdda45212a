import { isTokenId } from '../../contract/ids.ts';
import { readSync } from '../cache/token-cache.ts';
import type { ClipboardGuard } from '../clipboard/clipboard-guard.ts';
import { failed } from '../messaging/failed.ts';
import type { Registry } from '../messaging/listen.ts';
import { notesByName } from '../notes/notes-by-name.ts';
import { openOptions } from '../pages/open-options.ts';
import { createClient } from '../service/client.ts';
import { createAccessSource } from '../session/access.ts';
import { createSession } from '../session/session.ts';
import { createTokenSync } from '../tokens/sync-tokens.ts';
import { createTokens } from '../tokens/tokens.ts';

/** The settings page gets notes at most this old, in ms; older ones are refreshed for the next look. */
const NOTES_FRESH_MS = 60_000;

/** Registers what the extension can be asked, each message with who may ask it. */
export function createCompanion(registry: Registry, guard: ClipboardGuard): void {
  const client = createClient(createAccessSource());
  const sync = createTokenSync(client);
  const tokens = createTokens(client);
  const session = createSession({ onSignedIn: refreshQuietly });

  /** For the times when nobody waits: the pages hear of what changed, and of a session that ended. */
  function refreshQuietly(): void {
    sync.run().catch(() => undefined);
  }

  registry.on('session.get', 'extension_page', () => session.state());
  registry.on('session.connect', 'extension_page', ({ address }) => session.connect(address));
  registry.on('session.sign_in', 'extension_page', () => session.signIn());
  registry.on('session.sign_out', 'extension_page', () => session.signOut());

  registry.on('tokens.refresh', 'extension_page', () => sync.run());
  registry.on('tokens.get', 'extension_page', ({ id }) => tokens.get(id));
  registry.on('tokens.create', 'extension_page', ({ token, idempotencyKey }) =>
    tokens.create(token, idempotencyKey),
  );
  registry.on('tokens.update', 'extension_page', ({ id, version, patch }) =>
    tokens.update(id, version, patch),
  );
  registry.on('tokens.delete', 'extension_page', async ({ id, version }) => {
    await tokens.remove(id, version);
    return null;
  });
  registry.on('tokens.reveal', 'extension_page', ({ id, via }) => tokens.reveal(id, via));
  registry.on('audit.of_token', 'extension_page', ({ id }) => tokens.auditOf(id));

  registry.on('clipboard.guard', 'extension_page', async (copied) => {
    await guard.guard(copied);
    return null;
  });

  registry.on('notes.by_name', 'settings_script', async ({ names }) => {
    const notes = await notesByName(names);
    const last = await readSync();
    const age = last === null ? Infinity : Date.now() - Date.parse(last.at);
    if (!(age >= 0 && age < NOTES_FRESH_MS)) refreshQuietly();
    return notes;
  });
  registry.on('notes.open', 'settings_script', async ({ id }) => {
    if (!isTokenId(id)) throw failed('not_found', 'There is no such token.');
    await openOptions(`#/tokens/${id}`);
    return null;
  });
}
