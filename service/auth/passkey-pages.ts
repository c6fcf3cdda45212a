import { html } from 'hono/html';
import type { CeremonyOptions } from './passkey-ceremony.ts';
import type { PageScript } from './passkey-scripts.ts';
import { problemBox, signInShell } from './sign-in-shell.ts';

export interface PasskeyForm {
  readonly action: string;
  readonly ceremony: 'add' | 'use';
  readonly options: CeremonyOptions;
  readonly label: string;
  readonly scripts: readonly PageScript[];
}

/** A button that asks the browser for a passkey, and the scripts that do it. */
export function passkeyForm(form: PasskeyForm) {
  return html`<form
      method="post"
      action="${form.action}"
      data-passkey="${form.ceremony}"
      data-options="${JSON.stringify(form.options)}"
    >
      <div class="bad" role="alert" hidden></div>
      <input type="hidden" name="answer" value="" />
      <button>${form.label}</button>
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
  readonly problem: string | null;
}

/** Between a sign-in in another way and its end: the next one is a touch. */
export function addPasskeyPage({ form, name, notNow, problem }: AddPasskeyPage) {
  return signInShell(
    'Add a passkey',
    html`<h1>Next time, just a touch</h1>
      <p>
        ${name}, a passkey on this device or on a security key signs you in from now on, and
        confirms what your company wants confirmed.
      </p>
      ${problemBox(problem)} ${passkeyForm({ ...form, ceremony: 'add', label: 'Add a passkey' })}
      <form method="post" action="${notNow}"><button class="quiet">Not now</button></form>`,
  );
}

export interface ConfirmPage {
  readonly form: Omit<PasskeyForm, 'ceremony' | 'label'>;
  readonly otherWays: string;
  readonly problem: string | null;
}

/** Asked for by the extension before something that the company wants confirmed. */
export function confirmPage({ form, otherWays, problem }: ConfirmPage) {
  return signInShell(
    'Confirm with your passkey',
    html`<h1>Confirm that it is you</h1>
      <p>Your company wants this confirmed. It counts for five minutes in this browser.</p>
      ${problemBox(problem)}
      ${passkeyForm({ ...form, ceremony: 'use', label: 'Confirm with your passkey' })}
      <p class="other"><a href="${otherWays}">You have no passkey yet?</a></p>`,
  );
}
