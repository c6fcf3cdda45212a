import { html } from 'hono/html';
import type { CeremonyOptions } from './passkey-ceremony.ts';
import type { PageScript } from './passkey-scripts.ts';
import { problemBox, signInShell } from './sign-in-shell.ts';
import type { SignInText } from './words/en.ts';
import type { SignInWords } from './words/sign-in-words.ts';

export interface PasskeyForm {
  readonly words: SignInWords;
  readonly action: string;
  readonly ceremony: 'add' | 'use';
  readonly options: CeremonyOptions;
  readonly label: 'addPasskey' | 'confirmTitle' | 'withPasskey';
  readonly scripts: readonly PageScript[];
}

/** A button that asks the browser for a passkey, and the scripts that do it. */
export function passkeyForm(form: PasskeyForm) {
  const { say } = form.words;
  // By the names of the errors that a browser has for them; the last is for any other.
  const problems = {
    NotAllowedError: say('passkeyCancelled'),
    InvalidStateError: say('passkeyHere'),
    SecurityError: say('passkeyNotAllowed'),
    other: say('passkeyFailed'),
  };
  return html`<form
      method="post"
      action="${form.action}"
      data-passkey="${form.ceremony}"
      data-options="${JSON.stringify(form.options)}"
      data-problems="${JSON.stringify(problems)}"
    >
      <div class="bad" role="alert" hidden></div>
      <input type="hidden" name="answer" value="" />
      <button>${say(form.label)}</button>
    </form>
    ${form.scripts.map(
      (script) =>
        html`<script src="${script.path}" integrity="${script.integrity}" defer></script>`,
    )}`;
}

export interface AddPasskeyPage {
  readonly form: Omit<PasskeyForm, 'ceremony' | 'label'>;
  readonly name: string;
  readonly notNow: string;
  readonly problem: SignInText | null;
}

/** Between a sign-in in another way and its end: the next one is a touch. */
export function addPasskeyPage({ form, name, notNow, problem }: AddPasskeyPage) {
  const { words } = form;
  return signInShell(
    words,
    words.say('addPasskey'),
    html`<h1>${words.say('justATouch')}</h1>
      <p>${words.say('whyPasskey', { name })}</p>
      ${problemBox(words, problem)}
      ${passkeyForm({ ...form, ceremony: 'add', label: 'addPasskey' })}
      <form method="post" action="${notNow}">
        <button class="quiet">${words.say('notNow')}</button>
      </form>`,
  );
}

export interface ConfirmPage {
  readonly form: Omit<PasskeyForm, 'ceremony' | 'label'>;
  readonly otherWays: string;
  readonly problem: SignInText | null;
}

/** Asked for by the extension before something that the company wants confirmed. */
export function confirmPage({ form, otherWays, problem }: ConfirmPage) {
  const { words } = form;
  return signInShell(
    words,
    words.say('confirmTitle'),
    html`<h1>${words.say('confirm')}</h1>
      <p>${words.say('confirmWhy')}</p>
      ${problemBox(words, problem)}
      ${passkeyForm({ ...form, ceremony: 'use', label: 'confirmTitle' })}
      <p class="other"><a href="${otherWays}">${words.say('noPasskeyYet')}</a></p>`,
  );
}
