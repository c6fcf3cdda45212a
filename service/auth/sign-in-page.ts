import { html } from 'hono/html';
import { LIMITS } from '../../contract/limits.ts';
import { problemBox, signInShell, type PagePart } from './sign-in-shell.ts';

/** Of a code as it may be pasted: a whole link with the service’s address. */
export const MAX_CODE = 400;

export interface SignInForm {
  readonly action: string;
  /** True until the first admin is there: the form then asks for names too. */
  readonly firstRun: boolean;
  readonly company: string;
  readonly typed: { readonly name: string; readonly company: string };
  readonly problem: string | null;
  /** Ways in that need no code, shown before it. */
  readonly ways: PagePart;
}

/** The first page in the sign-in window. It keeps what was typed, but for the code. */
export function signInPage(form: SignInForm) {
  return signInShell(
    form.firstRun ? 'Set up your token service' : `Sign in to ${form.company}`,
    html`
      <h1>${form.firstRun ? 'Set up your token service' : 'Sign in'}</h1>
      <p>
        ${
          form.firstRun
            ? 'You are the first one here, and become its first admin.'
            : html`To the token service of <strong>${form.company}</strong>.`
        }
      </p>
      ${problemBox(form.problem)}
      ${
        form.ways === ''
          ? ''
          : html`${form.ways}
              <p class="or">or with a code</p>`
      }
      <form method="post" action="${form.action}">
        <div class="field">
          <label for="code">${form.firstRun ? 'Set-up code' : 'Code or invitation link'}</label>
          <input
            class="code"
            id="code"
            name="code"
            required
            ${form.ways === '' ? 'autofocus' : ''}
            autocomplete="one-time-code"
            autocapitalize="characters"
            spellcheck="false"
            maxlength="${MAX_CODE}"
            placeholder="XXXX-XXXX-XXXX"
            aria-describedby="code-hint"
          />
          <div class="hint" id="code-hint">
            ${
              form.firstRun
                ? 'The service printed it when it started. For a new one, run on its host:'
                : 'An admin can send you a link. Whoever looks after the service gets a code by'
            }
            <code>npm run -s service -- setup-code</code>
          </div>
        </div>
        ${
          form.firstRun
            ? html`<div class="field">
                  <label for="name">Your name</label>
                  <input
                    id="name"
                    name="name"
                    required
                    maxlength="${LIMITS.person}"
                    autocomplete="name"
                    value="${form.typed.name}"
                  />
                </div>
                <div class="field">
                  <label for="company">Company</label>
                  <input
                    id="company"
                    name="company"
                    required
                    maxlength="${LIMITS.person}"
                    autocomplete="organization"
                    value="${form.typed.company}"
                  />
                </div>`
            : ''
        }
        <button ${form.ways === '' ? '' : html`class="second"`}>
          ${form.firstRun ? 'Set up and sign in' : 'Sign in'}
        </button>
      </form>
    `,
  );
}

/** Shown when the sign-in took too long, or the window was reloaded after its end. */
export function signInOverPage() {
  return signInShell(
    'Sign in again',
    html`<h1>This sign-in is over</h1>
      <p>
        It took too long, or was finished already. Close this window and sign in again from the
        extension.
      </p>`,
  );
}
