import { browser } from 'wxt/browser';
import { isTokenId } from '../../contract/ids.ts';
import type { Token } from '../../contract/token.ts';
import { readRest } from '../cache/token-cache.ts';
import type { SessionState } from '../messaging/protocol.ts';
import { openOptions } from '../pages/open-options.ts';
import { findTokens, NO_FILTER, type Findable } from '../tokens/find-tokens.ts';
import { omniboxWords, type Markup } from './omnibox-words.ts';

export interface OmniboxDeps {
  readonly state: () => Promise<SessionState>;
  /** Copies the value of a token, by the way that the keys take. */
  readonly copy: (id: string) => Promise<void>;
}

/** Answers `ft` in the address bar. Call it while the worker's script runs for the first time. */
export function listenToOmnibox({ state, copy }: OmniboxDeps): void {
  const markup: Markup = import.meta.env.FIREFOX ? 'plain' : 'xml';
  /** Read at the first key, for as long as the worker lives between two of them. */
  let list: readonly Findable[] = [];
  const search = async (typed: string): Promise<readonly Token[]> =>
    findTokens(list, { ...NO_FILTER, query: typed }, Date.now()).map(({ token }) => token);
  const readList = async (): Promise<SessionState> => {
    const session = await state();
    list = 'me' in session && session.kind !== 'locked' ? await readAll() : [];
    return session;
  };
  browser.omnibox.onInputChanged.addListener((typed, suggest) => {
    void (async () => {
      const { kind } = await readList();
      const { first, others } = omniboxWords(kind, await search(typed), markup);
      browser.omnibox.setDefaultSuggestion({ description: first });
      suggest([...others]);
    })();
  });
  browser.omnibox.onInputEntered.addListener((text, disposition) => {
    void (async () => {
      const { kind } = await readList();
      if (kind === 'not_connected' || kind === 'signed_out') return openOptions('#/welcome');
      const id = isTokenId(text) ? text : (await search(text))[0]?.id;
      if (id === undefined) return openOptions('#/tokens');
      // Alt and Enter, in both browsers.
      if (disposition === 'newForegroundTab') return copy(id);
      return openOptions(`#/tokens/${id}`);
    })();
  });
}

async function readAll(): Promise<readonly Findable[]> {
  const all: Findable[] = [];
  for await (const some of readRest(0)) all.push(...some);
  return all;
}
