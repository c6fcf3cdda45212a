import { html } from 'hono/html';
import { problemBox, signInShell } from './sign-in-shell.ts';
import type { SignInText } from './words/en.ts';
import type { SignInWords } from './words/sign-in-words.ts';

/** Leaves the page by a link: a form would be held to `form-action` on all the provider's pages. */
export function ssoButton({ say }: SignInWords, uid: string) {
  return html`<a class="way" href="/sign-in/${uid}/sso">${say('withCompanyAccount')}</a>`;
}

export interface SsoProblem {
  readonly problem: SignInText;
  /** What the provider said, as it said it; shown as text. */
  readonly said: string | null;
  /** Back to the first page; null when it is not known which. */
  readonly back: string | null;
}

/** A sign-in with the company account that did not work. */
export function ssoProblemPage(words: SignInWords, { problem, said, back }: SsoProblem) {
  const { say } = words;
  return signInShell(
    words,
    say('notSignedInTitle'),
    html`<h1>${say('notSignedIn')}</h1>
      ${problemBox(words, problem)}
      ${said === null ? '' : html`<p>${say('providerSaid', { said })}</p>`}
      ${
        back === null
          ? html`<p>${say('closeWindow')}</p>`
          : html`<p class="other"><a href="${back}">${say('tryAgain')}</a></p>`
      }`,
  );
}
