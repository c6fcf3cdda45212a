import { vi } from 'vitest';
import type { Result, TokenNote } from '../../../../utils/messaging/protocol.ts';
import { OWN_MARK } from '../../../../utils/settings-page/page-parts.ts';
import { startOnSettingsPage } from '../../../../utils/settings-page/start.ts';

/** jsdom lays nothing out: every row that is watched is in sight, one turn later, as in a browser. */
class EverythingInSight {
  readonly #tell: IntersectionObserverCallback;
  readonly #watched = new Set<Element>();

  constructor(tell: IntersectionObserverCallback) {
    this.#tell = tell;
  }

  observe(target: Element): void {
    this.#watched.add(target);
    setTimeout(() => {
      if (!this.#watched.has(target)) return;
      const entry = { target, isIntersecting: true } as unknown as IntersectionObserverEntry;
      this.#tell([entry], this as unknown as IntersectionObserver);
    });
  }

  unobserve(target: Element): void {
    this.#watched.delete(target);
  }

  disconnect(): void {
    this.#watched.clear();
  }
}

class NothingResizes {
  observe(): void {
    // jsdom has no sizes that could change.
  }

  disconnect(): void {
    // Nothing was watched.
  }
}

interface Sent {
  readonly name: string;
  readonly input: unknown;
}

export interface ShownPage {
  /** Everything that the script has sent to the background. */
  readonly sent: readonly Sent[];
  /** The shadow roots of the badges that are in the page now, closed to the page itself. */
  readonly badges: () => ShadowRoot[];
  /** What each badge of the page says on itself. */
  readonly texts: () => string[];
  /** From here on the background tells nothing, or does so again. */
  readonly lock: (isLocked: boolean) => void;
  /** The background says that somebody has locked, or signed in. */
  readonly sessionNews: () => void;
  /** From here on the extension is gone, as after an update. */
  readonly orphan: () => void;
  /** Lets everything happen that is about to. */
  readonly settle: () => Promise<void>;
}

/** Starts the content script on the page that the test has put into the document. */
export function showPage(notes: readonly TokenNote[], mayAdd = false): ShownPage {
  let locked = false;
  const sent: Sent[] = [];
  const attach = vi.spyOn(Element.prototype, 'attachShadow');
  vi.stubGlobal('IntersectionObserver', EverythingInSight);
  vi.stubGlobal('ResizeObserver', NothingResizes);
  // jsdom measures no ranges.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  const hear: ((message: unknown, sender: { id?: string }) => void)[] = [];
  const runtime = {
    onMessage: {
      addListener: (listener: (typeof hear)[number]) => void hear.push(listener),
      removeListener: () => undefined,
    },
    id: 'companion' as string | undefined,
    sendMessage: async ({ name, input }: Sent): Promise<Result<unknown>> => {
      sent.push({ name, input });
      if (locked) return { ok: false, failure: { code: 'locked', message: '' } };
      if (name === 'notes.details') return { ok: true, value: { usedIn: [], seenBy: null } };
      if (name !== 'notes.by_name') return { ok: true, value: null };
      const { names } = input as { names: readonly string[] };
      const found = notes.filter((note) => names.includes(note.name));
      return { ok: true, value: { notes: found, mayAdd } };
    },
  };
  vi.stubGlobal('browser', { runtime });
  startOnSettingsPage(document);

  // Made by the real call: that the script keeps it to itself is no matter to who has made it.
  const badges = (): ShadowRoot[] =>
    attach.mock.results
      .map(({ value }) => value as ShadowRoot)
      .filter((root) => root.host.isConnected);
  return {
    sent,
    badges,
    texts: () =>
      badges().map((root) =>
        [...(root.querySelector('button')?.children ?? [])]
          .map((part) => part.textContent)
          .filter((text) => text !== '')
          .join(' | '),
      ),
    sessionNews: () => {
      for (const listener of hear) listener({ companion: 1, news: 'session' }, { id: 'companion' });
    },
    lock: (isLocked) => {
      locked = isLocked;
    },
    orphan: () => {
      runtime.id = undefined;
    },
    settle: async () => {
      for (let turn = 0; turn < 8; turn += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** Elements that the script has put into the page. */
export function ownElements(): Element[] {
  return [...document.querySelectorAll(`[${OWN_MARK}]`)];
}
