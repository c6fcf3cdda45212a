import { browser } from 'wxt/browser';
import { isTokenId } from '../../contract/ids.ts';
import type { Token } from '../../contract/token.ts';
import { readRest } from '../cache/token-cache.ts';
import type { SessionState } from '../messaging/protocol.ts';
import { openOptions } from '../pages/open-options.ts';
import { findTokens, NO_FILTER, type Findable } from '../tokens/find-tokens.ts';
import { omniboxWords, type Markup, type OmniboxWords } from './omnibox-words.ts';

export interface OmniboxDeps {
  readonly state: () => Promise<SessionState>;
  /** Copies the value of a token, by the way that the keys take. */
  readonly copy: (id: string) => Promise<void>;
}

/** Answers `ft` in the address bar. Call it while the worker's script runs for the first time. */
export function listenToOmnibox({ state, copy }: OmniboxDeps): void {
  const markup: Markup = import.meta.env.FIREFOX ? 'plain' : 'xml';
  /** Read at the first key and forgotten with Enter or Escape; a worker that was stopped meanwhile reads it again. */
  let list: Promise<readonly Findable[]> | null = null;
  const search = async (typed: string): Promise<readonly Token[]> => {
    const reading = (list ??= readAll());
    // Tried anew at the next key.
    reading.catch(() => {
      if (list === reading) list = null;
    });
    return findTokens(await reading, { ...NO_FILTER, query: typed }, Date.now()).map(
      ({ token }) => token,
    );
  };
  const suggest = async (typed: string): Promise<OmniboxWords> => {
    const { kind } = await state();
    const found = kind === 'signed_in' || kind === 'expired' ? await search(typed) : [];
    return omniboxWords(kind, found, markup);
  };
  const enter = async (text: string, disposition: string): Promise<void> => {
    const { kind } = await state();
    if (kind === 'not_connected' || kind === 'signed_out') return openOptions('#/welcome');
    // Locked, it shows the lock and then the list.
    if (kind === 'locked') return openOptions('#/tokens');
    const id = isTokenId(text) ? text : (await search(text))[0]?.id;
    list = null;
    if (id === undefined) return openOptions('#/tokens');
    // Alt and Enter, in both browsers.
    if (disposition === 'newForegroundTab') return copy(id);
    return openOptions(`#/tokens/${id}`);
  };
  const { omnibox } = browser;
  omnibox.onInputChanged.addListener((typed, answer) => {
    // Without an answer, as when nothing can be read, the browser shows what was typed.
    suggest(typed)
      .then(async ({ first, others }) => {
        await omnibox.setDefaultSuggestion({ description: first });
        answer([...others]);
      })
      .catch(() => undefined);
  });
  // What it opens says what is to be said, also where nothing can be read; there is nobody here to wait
  // for it.
  omnibox.onInputEntered.addListener((text, disposition) => {
    void enter(text, disposition).catch(() => openOptions('#/tokens'));
  });
  omnibox.onInputCancelled.addListener(() => {
    list = null;
  });
}

async function readAll(): Promise<readonly Findable[]> {
  const all: Findable[] = [];
  for await (const some of readRest(0)) all.push(...some);
  return all;
}
