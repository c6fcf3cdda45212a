import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { PRODUCT_VERSION } from '../../../contract/version.ts';
import { startBackground } from '../../../utils/background/start.ts';
import { closeDb } from '../../../utils/cache/companion-db.ts';
import type {
  MessageInput,
  MessageName,
  MessageOutput,
  Result,
} from '../../../utils/messaging/protocol.ts';
import { forgetStanding } from '../../../utils/notes/standing-on.ts';
import type { Sender } from '../../../utils/messaging/sender-kind.ts';
import { fakeAtHand, type AtHandBrowser } from './fake-at-hand.ts';
import { startFakeService, type FakeService } from './fake-service.ts';

const OWN = `chrome-extension://test-extension-id`;

export const OPTIONS_PAGE: Sender = {
  id: 'test-extension-id',
  url: `${OWN}/options.html`,
  origin: OWN,
  frameId: 0,
  tab: {},
};

export const SETTINGS_SCRIPT: Sender = {
  id: 'test-extension-id',
  url: 'https://app.frontapp.com/settings/developers',
  origin: 'https://app.frontapp.com',
  frameId: 0,
  tab: {},
};

// A worker's own events, which Node has no place for; a new worker begins without the old one's listeners.
let workerEvents = new EventTarget();
if (!('addEventListener' in globalThis)) {
  Object.assign(globalThis, {
    addEventListener: (type: string, listener: EventListener) =>
      workerEvents.addEventListener(type, listener),
  });
}

export const REFERENCE_SCRIPT: Sender = {
  id: 'test-extension-id',
  url: 'https://dev.frontapp.com/reference/list-contacts',
  origin: 'https://dev.frontapp.com',
  frameId: 0,
  tab: {},
};

type ExternalListener = (message: unknown, sender: Sender) => unknown;
type IdleState = 'active' | 'idle' | 'locked';
type IdleListener = (state: IdleState) => void | Promise<void>;

/** The background, whole, with a service that it talks to over HTTP. */
export interface Companion {
  readonly service: FakeService;
  /** The sign-in window: where it is sent back to. A test may put its own in place. */
  window: (url: URL) => Promise<string>;
  send<Name extends MessageName>(
    name: Name,
    input: MessageInput<Name>,
    sender?: Sender,
  ): Promise<Result<MessageOutput<Name>>>;
  /** Sends what must succeed. @throws Error with the failure when it doesn't */
  get<Name extends MessageName>(
    name: Name,
    input: MessageInput<Name>,
  ): Promise<MessageOutput<Name>>;
  /** Connects and signs in, and waits for the first sync. */
  signIn(): Promise<void>;
  /** What the browser says of the machine when it is asked. */
  idle: IdleState;
  /** Nobody is at the machine any more, and the browser says so. */
  nobodyThere(state: 'idle' | 'locked'): Promise<void>;
  /** Whether the browser allows notifications. */
  mayNotify: boolean;
  /** What was shown. */
  readonly notified: Notified[];
  /** Clicks the last one. */
  clickNotification: () => void;
  /** What another extension gets for its message: whatever our listeners return. */
  fromAnotherExtension(message: unknown, id: string): readonly unknown[];
  /** A field's menu, keys and the address bar, since the start of the worker. */
  atHand: AtHandBrowser;
  /** The browser says that the machine is on a network again. */
  backOnline(): void;
  /** The browser itself is closed and started again. */
  startBrowser(): Promise<void>;
  /** The browser stops the worker and starts it again: what was in memory alone is gone. */
  restart(): Promise<void>;
}

export interface Notified {
  readonly title: string;
  readonly message: string;
}

/** Gives each test of a file a background, an empty browser and a service of its own. */
export function useCompanion(): Companion {
  let service: FakeService | null = null;
  beforeEach(async () => {
    await emptyBrowser();
    service = await startFakeService();
    companion.window = sentBack;
    Object.assign(fakeBrowser, {
      identity: {
        getRedirectURL: () => 'https://id.chromiumapp.org/',
        launchWebAuthFlow: ({ url }: { url: string }) => companion.window(new URL(url)),
      },
      idle: {
        queryState: () => Promise.resolve(companion.idle),
        setDetectionInterval: () => undefined,
        onStateChanged: { addListener: (listener: IdleListener) => idleListeners.push(listener) },
      },
    });
    // The fake browser grants nothing and shows nothing by itself.
    Object.assign(fakeBrowser, {
      permissions: {
        contains: () => Promise.resolve(companion.mayNotify),
        onAdded: { addListener: () => undefined },
      },
      notifications: {
        create: (_id: string, told: Notified) => {
          companion.notified.push(told);
          return Promise.resolve(_id);
        },
        clear: () => Promise.resolve(true),
        onClicked: {
          addListener: (listener: (id: string) => void) => {
            companion.clickNotification = () => listener('weekly-digest');
          },
        },
      },
    });
    companion.mayNotify = false;
    companion.notified.length = 0;
    companion.atHand = fakeAtHand();
    // The fake browser has no other extensions.
    Object.assign(fakeBrowser.runtime, {
      onMessageExternal: {
        addListener: (listener: ExternalListener) => externalListeners.push(listener),
      },
    });
    companion.idle = 'active';
    idleListeners = [];
    externalListeners = [];
    workerEvents = new EventTarget();
    startBackground();
  });
  afterEach(async () => {
    await service?.close();
    await closeDb();
  });

  let idleListeners: IdleListener[] = [];
  let externalListeners: ExternalListener[] = [];
  const companion: Companion = {
    idle: 'active',
    mayNotify: false,
    notified: [],
    clickNotification: () => undefined,
    atHand: fakeAtHand(),
    get service() {
      if (service === null) throw new Error('only within a test');
      return service;
    },
    window: sentBack,
    send(name, input, sender = OPTIONS_PAGE) {
      const envelope = { companion: 1, build: PRODUCT_VERSION, name, input };
      return sendRaw(envelope, sender) as Promise<Result<MessageOutput<typeof name>>>;
    },
    async get(name, input) {
      const result = await companion.send(name, input);
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`);
      return result.value;
    },
    async signIn() {
      await companion.get('session.connect', { address: companion.service.address });
      await companion.get('session.sign_in', null);
      await companion.get('tokens.refresh', null);
    },
    async nobodyThere(state) {
      companion.idle = state;
      for (const listener of idleListeners) await listener(state);
    },
    fromAnotherExtension: (message, id) =>
      externalListeners.map((listener) => listener(message, { id })),
    backOnline: () => void workerEvents.dispatchEvent(new Event('online')),
    async startBrowser() {
      await fakeBrowser.storage.session.clear();
      await companion.restart();
    },
    async restart() {
      await closeDb();
      idleListeners = [];
      externalListeners = [];
      companion.atHand = fakeAtHand();
      fakeBrowser.runtime.onMessage.removeAllListeners();
      fakeBrowser.alarms.onAlarm.removeAllListeners();
      workerEvents = new EventTarget();
      startBackground();
    },
  };
  return companion;

  function sentBack(url: URL): Promise<string> {
    const asked = service?.askedBy(url) ?? url.searchParams;
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('code', 'a-code');
    back.searchParams.set('state', asked.get('state') ?? '');
    return Promise.resolve(back.href);
  }
}

/** Sends anything at all, as this sender. Resolves to `not ours` when nobody takes it. */
export function sendRaw(message: unknown, sender: Sender): Promise<unknown> {
  return new Promise((resolve) => {
    const respond = (answer: unknown): void => resolve(answer);
    void fakeBrowser.runtime.onMessage
      .trigger(message, sender as never, respond as never)
      .then((taken: unknown[]) => {
        if (!taken.includes(true)) resolve('not ours');
      });
  });
}

/** An IndexedDB and storage in which nothing is. */
export async function emptyBrowser(): Promise<void> {
  fakeBrowser.reset();
  forgetStanding();
  await closeDb();
  globalThis.indexedDB = new IDBFactory();
}
