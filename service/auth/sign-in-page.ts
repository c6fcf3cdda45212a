import { html } from 'hono/html';
import { LIMITS } from '../../contract/limits.ts';
import { problemBox, signInShell, type PagePart } from './sign-in-shell.ts';
import type { SignInText } from './words/en.ts';
import type { SignInWords } from './words/sign-in-words.ts';

/** Of a code as it may be pasted: a whole link with the service’s address. */
export const MAX_CODE = 400;

export interface SignInForm {
  readonly words: SignInWords;
  readonly action: string;
  /** True until the first admin is there: the form then asks for names too. */
  readonly firstRun: boolean;
  readonly company: string;
  readonly typed: { readonly name: string; readonly company: string };
  readonly problem: SignInText | null;
  /** Ways in that need no code, shown before it. */
  readonly ways: PagePart;
}

/** The first page in the sign-in window. It keeps what was typed, but for the code. */
export function signInPage(form: SignInForm) {
  const { words, company } = form;
  const { say } = words;
  return signInShell(
    words,
    form.firstRun ? say('setUpTitle') : say('signInTo', { company }),
    html`
      <h1>${say(form.firstRun ? 'setUpTitle' : 'signIn')}</h1>
      <p>
        ${
          form.firstRun
            ? say('setUpIntro')
            : words.show('toService', { company: html`<strong>${company}</strong>` })
        }
      </p>
      ${problemBox(words, form.problem)}
      ${
        form.ways === ''
          ? ''
          : html`${form.ways}
              <p class="or">${say('orWithCode')}</p>`
      }
      <form method="post" action="${form.action}">
        <div class="field">
          <label for="code">${say(form.firstRun ? 'setUpCode' : 'codeOrLink')}</label>
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
            ${say(form.firstRun ? 'setUpHint' : 'codeHint')}
            <code>npm run -s service -- setup-code</code>
          </div>
        </div>
        ${
          form.firstRun
            ? html`<div class="field">
                  <label for="name">${say('yourName')}</label>
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
                  <label for="company">${say('company')}</label>
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
          ${say(form.firstRun ? 'setUpAndSignIn' : 'signIn')}
        </button>
      </form>
    `,
  );
}

/** Shown when the sign-in took too long, or the window was reloaded after its end. */
export function signInOverPage(words: SignInWords) {
  return signInShell(
    words,
    words.say('overTitle'),
    html`<h1>${words.say('over')}</h1>
      <p>${words.say('overWhy')}</p>`,
  );
}
