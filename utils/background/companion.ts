import type { AtHandDeps } from '../at-hand/at-hand.ts';
import { insertAgreed, type Reveal } from '../at-hand/insert.ts';
import { createLockGuard, type LockGuard } from '../lock/lock-guard.ts';
import { saveShownValue } from '../capture/save-shown-value.ts';
import { isCacheFresh } from '../cache/is-cache-fresh.ts';
import { createWeeklyDigest } from '../digest/weekly-digest.ts';
import type { ClipboardGuard } from '../clipboard/clipboard-guard.ts';
import { announce } from '../messaging/news.ts';
import { createRegistry, type Registry } from '../messaging/listen.ts';
import type { MessageName, SessionState } from '../messaging/protocol.ts';
import { createRefusalReport } from '../messaging/refusal-report.ts';
import type { OwnIdentity } from '../messaging/sender-kind.ts';
import { mayAddTokens, notesByName } from '../notes/notes-by-name.ts';
import { registerPage } from '../front-page/register-page.ts';
import { answerReference } from '../operations/answer-reference.ts';
import { registerPanel } from '../panel/open-panel.ts';
import { createPeople } from '../people/people.ts';
import { showBadge } from '../people/request-badge.ts';
import { createChangesStore } from '../outbox/changes-store.ts';
import type { SendWhy } from '../outbox/next-change.ts';
import { onChanges } from '../outbox/on-changes.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { wakeAt } from '../outbox/outbox-alarm.ts';
import { createClient } from '../service/client.ts';
import { createAccessSource } from '../session/access.ts';
import { lockedFailure } from '../session/locked-failure.ts';
import { readSession } from '../session/session-store.ts';
import { withinSignIn } from '../session/within-sign-in.ts';
import { createSession } from '../session/session.ts';
import { createTokenSync } from '../tokens/sync-tokens.ts';
import { createTokens } from '../tokens/tokens.ts';

/** What the background does without being asked by a page. */
export interface Companion {
  readonly registry: Registry;
  readonly locks: LockGuard;
  /** Asks whether somebody waits for an admin, and says so on the icon. */
  lookForRequests(): void;
  /** Looks whether it is time for the weekly digest, and tells it. Never rejects. */
  checkDigest(): Promise<void>;
  /** What the field's menu, the address bar and the keys work with. */
  readonly atHand: AtHandDeps;
  /** Says on the icon what is known already. */
  showRequests(): void;
  /** Sends what waits and is due. Never throws. */
  sendChanges(why: SendWhy): Promise<void>;
}

/** What is answered while the extension is locked; whatever is not here is refused. */
const WHILE_LOCKED: ReadonlySet<MessageName> = new Set([
  'session.get',
  'session.connect',
  'session.sign_in',
  'session.sign_out',
  'session.lock',
  // A value that was copied just before is cleared all the same.
  'clipboard.guard',
  // Knows no note while it is locked, so that the badges go.
  'notes.by_name',
  // Starts the script, which gets no note while it is locked.
  'page.arrived',
  // Tells the scope, which Front publishes, and nothing of ours.
  'reference.look_up',
  'reference.open',
  'reference.hide',
]);

/** Which sync will do: one that is under way, or none but a new one. */
type SyncBy = 'run' | 'runAnew';

/** Registers what the extension can be asked, each message with who may ask it. */
export function createCompanion(own: OwnIdentity, guard: ClipboardGuard): Companion {
  const source = createAccessSource();
  const client = createClient(source);
  const outbox = createOutbox({
    store: createChangesStore(),
    clientOf: (epoch) => createClient(withinSignIn(source, epoch)),
    now: Date.now,
    onStep: () => announce({ kind: 'tokens' }),
    wakeAt,
  });
  const sync = createTokenSync(client);
  const tokens = createTokens(client);
  const session = createSession({
    onSignedIn: () => {
      // Without it the next look takes an old moment for the last one: it locks, and no more.
      void locks.onActive();
      // One that is under way is of whoever was signed in before.
      refreshQuietly('runAnew');
    },
  });
  const locks = createLockGuard(() => session.lock().finally(showRequests));
  const report = createRefusalReport(own, async (refusals) => {
    await client.call('reportRefusedMessages', { body: { refusals: [...refusals] } });
  });
  const registry = createRegistry(
    own,
    async (name) => {
      await locks.started;
      if (!WHILE_LOCKED.has(name)) await refuseWhileLocked();
    },
    (name, sender) => report.note(name, sender),
  );

  /** For the times when nobody waits: the pages hear of what changed, and of a session that ended. */
  function refreshQuietly(how: SyncBy = 'run'): void {
    syncNow(how)
      .catch(() => undefined)
      .finally(showRequests);
  }

  /** Where the list can be read, what waits can be sent. It goes on by itself. */
  async function syncNow(how: SyncBy = 'run'): Promise<{ changed: boolean }> {
    const outcome = await sync[how]();
    void outbox.send('reachable');
    return outcome;
  }

  function readMeQuietly(): void {
    sync
      .readMe()
      .catch(() => undefined)
      .finally(showRequests);
  }

  /** A browser that takes no badge still has the number on the page. */
  function showRequests(): void {
    session
      .state()
      .then(showBadge)
      .catch(() => undefined);
  }

  const people = createPeople({
    client,
    onMeChanged: readMeQuietly,
    onTokensChanged: () => refreshQuietly('runAnew'),
  });
  const startedState = async (): Promise<SessionState> => {
    await locks.started;
    return session.state();
  };
  const checkDigest = createWeeklyDigest({
    session: startedState,
    readHealth: () => client.call('getTokenHealth', {}),
  });

  registry.on('session.get', 'extension_page', () => session.state());
  registry.on('session.connect', 'extension_page', ({ address }) => session.connect(address));
  registry.on('session.sign_in', 'extension_page', (input) =>
    session.signIn(input?.invitation ?? null),
  );
  registry.on('session.confirm', 'extension_page', () => session.confirm());
  registry.on('session.lock', 'extension_page', () => session.lock().finally(showRequests));
  registry.on('session.sign_out', 'extension_page', () => session.signOut().finally(showRequests));

  registry.on('tokens.refresh', 'extension_page', () => syncNow().finally(showRequests));
  registry.on('tokens.get', 'extension_page', ({ id }) => tokens.get(id));
  registry.on('tokens.create', 'extension_page', ({ token, idempotencyKey }) =>
    tokens.create(token, idempotencyKey),
  );
  registry.on('tokens.update', 'extension_page', ({ id, version, patch }) =>
    tokens.update(id, version, patch),
  );
  registry.on('tokens.rotate', 'extension_page', ({ id, rotation, idempotencyKey }) =>
    tokens.rotate(id, rotation, idempotencyKey),
  );
  registry.on('tokens.save_shown_value', 'extension_page', (request) =>
    saveShownValue(tokens, request),
  );
  registry.on('tokens.restore_value', 'extension_page', ({ id }) => tokens.restoreValue(id));
  registry.on('tokens.delete', 'extension_page', async ({ id, version }) => {
    await tokens.remove(id, version);
    return null;
  });
  const reveal: Reveal = async (id, via) => {
    await refuseWhileLocked();
    const revealed = await tokens.reveal(id, via);
    // The lock may have come while the service was asked.
    await refuseWhileLocked();
    return revealed;
  };
  registry.on('tokens.reveal', 'extension_page', ({ id, via }) => reveal(id, via));
  registry.on('at_hand.insert', 'extension_page', ({ mark }) => insertAgreed(reveal, mark));

  onChanges(registry, outbox);
  registry.on('people.call', 'extension_page', (wanted) => people.call(wanted));
  registry.on('audit.export', 'extension_page', async ({ format }) => ({
    text: await people.exportAudit(format),
  }));

  registry.on('clipboard.guard', 'extension_page', async (copied) => {
    await guard.guard(copied);
    return null;
  });

  registry.on('notes.by_name', 'settings_script', async ({ names }) => {
    const [notes, mayAdd] = await Promise.all([notesByName(names), mayAddTokens(Date.now())]);
    if (!(await isCacheFresh())) refreshQuietly();
    return { notes, mayAdd };
  });
  registerPage(registry, client);

  registerPanel(registry);
  answerReference(registry, client, refreshQuietly);

  return {
    registry,
    locks,
    lookForRequests() {
      session
        .state()
        .then((state) => {
          // For a member nobody waits, and nobody who is signed out is spoken for.
          if (state.kind === 'signed_in' && state.me.role === 'admin') readMeQuietly();
        })
        .catch(() => undefined);
    },
    checkDigest,
    atHand: {
      state: startedState,
      reveal: async (id, via) => {
        await locks.started;
        return reveal(id, via);
      },
      guard,
      showRequests,
    },
    showRequests,
    sendChanges: async (why) => {
      // A browser that has just started may have to be locked first.
      await locks.started.catch(() => undefined);
      await outbox.send(why);
    },
  };
}

async function refuseWhileLocked(): Promise<void> {
  if ((await readSession())?.kind === 'locked') throw lockedFailure();
}
