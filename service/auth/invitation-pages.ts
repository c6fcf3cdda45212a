import { html } from 'hono/html';
import { LIMITS } from '../../contract/limits.ts';
import type { OpenInvitation } from './invitations.ts';
import { signInShell } from './sign-in-shell.ts';

export interface InvitationForm {
  readonly action: string;
  readonly company: string;
  readonly code: string;
  readonly invitation: OpenInvitation;
  /** What was typed before; null at first, when the name that the admin wrote stands there. */
  readonly name: string | null;
  readonly problem: string | null;
}

/**
 * The second step for whoever comes with an invitation: who invited them, and their name. The code
 * goes along in the form and is used only when that is sent.
 */
export function invitationPage(form: InvitationForm) {
  const { invitedBy, whom } = form.invitation;
  const heading = whom.kind === 'member' ? `Welcome back, ${whom.name}` : `Join ${form.company}`;
  return signInShell(
    heading,
    html`
      <h1>${heading}</h1>
      <p>
        ${
          whom.kind === 'member'
            ? html`<strong>${invitedBy}</strong> sent you a link to sign in to the token service of
                <strong>${form.company}</strong>.`
            : html`<strong>${invitedBy}</strong> invited you to <strong>${form.company}</strong> as
                ${whom.role === 'admin' ? 'an admin' : 'a member'}.`
        }
      </p>
      ${form.problem === null ? '' : html`<div class="bad" role="alert">${form.problem}</div>`}
      <form method="post" action="${form.action}">
        <input type="hidden" name="code" value="${form.code}" />
        <input type="hidden" name="step" value="invitation" />
        ${
          whom.kind === 'member'
            ? ''
            : html`<div class="field">
                <label for="name">Your name</label>
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
        <button>${whom.kind === 'member' ? 'Sign in' : 'Join and sign in'}</button>
      </form>
    `,
  );
}

/**
 * What an invitation link shows in a browser tab. The code stands behind `#`, so it never gets here;
 * the person carries the link into the extension.
 */
export function invitationLinkPage() {
  return signInShell(
    'Your invitation',
    html`<h1>You are invited</h1>
      <p>
        This link lets you in to your company’s token service. It works once, and only in the Front
        Token Companion extension.
      </p>
      <p>
        Copy the link from the address bar, open the extension, choose “I have an invitation”, and
        paste it there.
      </p>`,
  );
}
