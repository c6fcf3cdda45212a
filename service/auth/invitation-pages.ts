import { html } from 'hono/html';
import { LIMITS } from '../../contract/limits.ts';
import type { OpenInvitation } from './invitations.ts';
import { problemBox, signInShell } from './sign-in-shell.ts';
import type { SignInText } from './words/en.ts';
import type { SignInWords } from './words/sign-in-words.ts';

export interface InvitationForm {
  readonly words: SignInWords;
  readonly action: string;
  readonly company: string;
  readonly code: string;
  readonly invitation: OpenInvitation;
  /** What was typed before; null at first, when the name that the admin wrote stands there. */
  readonly name: string | null;
  readonly problem: SignInText | null;
}

/**
 * The second step for whoever comes with an invitation: who invited them, and their name. The code
 * goes along in the form and is used only when that is sent.
 */
export function invitationPage(form: InvitationForm) {
  const { words, company } = form;
  const { say } = words;
  const { invitedBy, whom } = form.invitation;
  const heading =
    whom.kind === 'member' ? say('welcomeBack', { name: whom.name }) : say('join', { company });
  const who = {
    inviter: html`<strong>${invitedBy}</strong>`,
    company: html`<strong>${company}</strong>`,
  };
  return signInShell(
    words,
    heading,
    html`
      <h1>${heading}</h1>
      <p>
        ${
          whom.kind === 'member'
            ? words.show('linkFrom', who)
            : words.show(whom.role === 'admin' ? 'invitedAsAdmin' : 'invitedAsMember', who)
        }
      </p>
      ${problemBox(words, form.problem)}
      <form method="post" action="${form.action}">
        <input type="hidden" name="code" value="${form.code}" />
        <input type="hidden" name="step" value="invitation" />
        ${
          whom.kind === 'member'
            ? ''
            : html`<div class="field">
                <label for="name">${say('yourName')}</label>
                <input
                  id="name"
                  name="name"
                  required
                  autofocus
                  maxlength="${LIMITS.person}"
                  autocomplete="name"
                  value="${form.name ?? whom.name ?? ''}"
                />
              </div>`
        }
        <button>${say(whom.kind === 'member' ? 'signIn' : 'joinAndSignIn')}</button>
      </form>
    `,
  );
}

/**
 * What an invitation link shows in a browser tab. The code stands behind `#`, so it never gets here;
 * the person carries the link into the extension.
 */
export function invitationLinkPage(words: SignInWords) {
  return signInShell(
    words,
    words.say('linkTitle'),
    html`<h1>${words.say('invited')}</h1>
      <p>${words.say('linkWhat')}</p>
      <p>${words.say('linkHow')}</p>`,
  );
}
