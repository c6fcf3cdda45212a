import { html } from 'hono/html';
import { signInShell } from './sign-in-shell.ts';

/** Leaves the page by a link: a form would be held to `form-action` on all the provider's pages. */
export function ssoButton(uid: string) {
  return html`<a class="way" href="/sign-in/${uid}/sso">Sign in with your company account</a>`;
}

export interface SsoProblem {
  readonly words: string;
  /** What the provider said, as it said it; shown as text. */
  readonly said: string | null;
  /** Back to the first page; null when it is not known which. */
  readonly back: string | null;
}

/** A sign-in with the company account that did not work. */
export function ssoProblemPage({ words, said, back }: SsoProblem) {
  return signInShell(
    'Not signed in',
    html`<h1>You are not signed in</h1>
      <div class="bad" role="alert">${words}</div>
      ${said === null ? '' : html`<p>Your company’s sign-in said: “${said}”</p>`}
      ${
        back === null
          ? html`<p>Close this window and sign in again from the extension.</p>`
          : html`<p class="other"><a href="${back}">Try again, or another way</a></p>`
      }`,
  );
}
