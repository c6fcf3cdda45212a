import { Hono } from 'hono';
import { html } from 'hono/html';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { LIMITS } from '../../contract/limits.ts';
import type { Log } from '../http/log.ts';
import type { Store } from '../store/open-store.ts';
import { readCompany } from './company.ts';
import type { CompanyProvider } from './company-provider.ts';
import type { EnterDeps } from './enter-by-sso.ts';
import { isForeignPost } from './foreign-post.ts';
import { GuessLimit } from './guess-limit.ts';
import { invitationLinkPage, invitationPage } from './invitation-pages.ts';
import { lookAtInvitation, useInvitation, type OpenInvitation } from './invitations.ts';
import { SIGN_IN_PREFIX } from './oauth-provider.ts';
import { kindOfCode } from './one-time-code.ts';
import { createPasskeyRoutes } from './passkey-routes.ts';
import { RefusedSignIns } from './refused-sign-in.ts';
import { relyingParty } from './relying-party.ts';
import { needsSetup, useSetupCode, type CodeForm } from './setup-code.ts';
import { SignInEnd } from './sign-in-end.ts';
import { addressOf, readFields, type SignInContext, type SignInEnv } from './sign-in-env.ts';
import { MAX_CODE, signInOverPage, signInPage } from './sign-in-page.ts';
import { INVITATION_PATH } from './sign-in-paths.ts';
import { SIGN_IN_CSP, SIGN_IN_CSP_WITH_SCRIPTS, type PagePart } from './sign-in-shell.ts';
import { ssoButton } from './sso-pages.ts';
import { createSsoRoutes } from './sso-routes.ts';
import type { CheckStanding } from './standing.ts';
import type { SignInText } from './words/en.ts';
import { signInWords, type SignInWords } from './words/sign-in-words.ts';

export interface SignInDeps {
  readonly store: Store;
  readonly provider: Provider;
  readonly publicUrl: string;
  readonly checkStanding: CheckStanding;
  /** Null without single sign-on. */
  readonly singleSignOn: (EnterDeps & { readonly companyProvider: CompanyProvider }) | null;
  /** Told once, when the first admin is there. */
  readonly onSetUp: () => void;
  readonly log: Log;
}

const MAX_FORM_BYTES = 8 * 1024;
/** Whoever wants the extension to prefill a code sends it as `login_hint`; longer ones are none. */
const MAX_LOGIN_HINT = 100;
const EMPTY: Form = { code: '', name: '', company: '', step: 'code' };

interface Form extends CodeForm {
  /** `invitation` when it comes from the page that names who invited. */
  readonly step: 'code' | 'invitation';
}

/** What came of a form: somebody is signed in, or a page follows. */
type Outcome =
  | { kind: 'signed_in'; memberId: string; subject: string | null }
  | { kind: 'code_page'; problem: SignInText | null }
  | { kind: 'invitation_page'; invitation: OpenInvitation; problem: SignInText | null };

/**
 * The pages of the sign-in window. Every answer a person can get here is a 200: Chrome closes the
 * window on any 4xx page (https://developer.chrome.com/docs/extensions/reference/api/identity), and
 * with it what was typed. Forged posts from elsewhere are no person's: they fail twice, since the
 * interaction's cookie is SameSite and bound to the address, and for where they come from.
 */
export function createSignInRoutes(deps: SignInDeps): Hono<SignInEnv> {
  const { store, provider } = deps;
  const guesses = new GuessLimit();
  const refused = new RefusedSignIns(store);
  const site = relyingParty(deps.publicUrl);
  const end = new SignInEnd({ store, provider, site });
  const app = new Hono<SignInEnv>();
  app.use(async (c, next) => {
    c.set('words', signInWords(c.req.header('accept-language')));
    c.header('Content-Security-Policy', site === null ? SIGN_IN_CSP : SIGN_IN_CSP_WITH_SCRIPTS);
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    const header = (name: string): string | undefined => c.req.header(name);
    // Both were pinned to the public address before (`pinOrigin`).
    const own = `${header('x-forwarded-proto')}://${header('host')}`;
    if (isForeignPost({ method: c.req.method, own, header })) {
      const reason = 'form_from_another_site';
      await refused.record({ via: 'form', reason, address: addressOf(c), now: new Date() });
      return c.html(await signInOverPage(c.var.words), 403);
    }
    await next();
  });

  const showCodePage = async (c: SignInContext, typed: Form, problem: SignInText | null) => {
    const { words } = c.var;
    const uid = c.req.param('uid') ?? '';
    const firstRun = await needsSetup(store.db);
    return c.html(
      await signInPage({
        words,
        action: `${SIGN_IN_PREFIX}/${uid}`,
        firstRun,
        company: await readCompany(store.db),
        typed,
        problem,
        ways: firstRun ? '' : await waysIn(words, uid),
      }),
    );
  };
  const passkeys =
    site === null
      ? null
      : createPasskeyRoutes(
          { store, provider, site, end, refused, checkStanding: deps.checkStanding },
          (c, problem) => showCodePage(c, EMPTY, problem),
        );
  const waysIn = async (words: SignInWords, uid: string): Promise<PagePart> => {
    const byPasskey = passkeys === null ? '' : await passkeys.button(words, uid);
    const bySso = deps.singleSignOn === null ? '' : ssoButton(words, uid);
    return byPasskey === '' ? bySso : html`${bySso}${byPasskey}`;
  };

  const show = async (
    c: SignInContext,
    outcome: Exclude<Outcome, { kind: 'signed_in' }>,
    form: Form,
  ): Promise<Response> =>
    outcome.kind === 'code_page'
      ? showCodePage(c, form, outcome.problem)
      : c.html(
          await invitationPage({
            words: c.var.words,
            action: new URL(c.req.url).pathname,
            company: await readCompany(store.db),
            code: form.code,
            invitation: outcome.invitation,
            name: form.step === 'invitation' ? form.name : null,
            problem: outcome.problem,
          }),
        );

  /**
   * The provider is asked about an inviter who hangs on it: when it knows them no longer, their
   * invitations are withdrawn by that, and the code opens nothing.
   */
  const enterByInvitation = async (
    form: Form,
    from: { readonly address: string | null; readonly now: Date },
  ) => {
    const look = await lookAtInvitation(store.db, form.code, from.now);
    if (look.kind !== 'open') return look;
    if (look.inviter !== null) await deps.checkStanding(look.inviter, from.now);
    return form.step === 'invitation'
      ? useInvitation(store, form, from)
      : lookAtInvitation(store.db, form.code, from.now);
  };

  /** Looks at or uses a code, counts wrong ones, and puts them on record. */
  const enter = async (
    form: Form,
    from: { readonly address: string | null; readonly now: Date },
  ): Promise<Outcome> => {
    const { address, now } = from;
    const kind = kindOfCode(form.code);
    const via = kind === 'setup' ? 'setup_code' : 'invitation';
    const refuse = (reason: string): Promise<void> => refused.record({ via, reason, address, now });
    if (!guesses.allows(address, now.getTime())) {
      await refuse('too_many');
      return { kind: 'code_page', problem: 'tooManyCodes' };
    }
    const outcome =
      kind === 'setup'
        ? await useSetupCode(store, form, from)
        : await enterByInvitation(form, from);
    switch (outcome.kind) {
      case 'signed_in':
        return outcome;
      case 'open':
        return { kind: 'invitation_page', invitation: outcome.invitation, problem: null };
      case 'wrong_code':
        guesses.countWrong(address, now.getTime());
        await refuse(outcome.reason);
        return { kind: 'code_page', problem: wrongCode(await needsSetup(store.db)) };
      case 'name_missing': {
        const problem = 'nameMissing';
        if (kind === 'setup') return { kind: 'code_page', problem };
        const look = await lookAtInvitation(store.db, form.code, now);
        return look.kind === 'open'
          ? { kind: 'invitation_page', invitation: look.invitation, problem }
          : { kind: 'code_page', problem: wrongCode(false) };
      }
      case 'company_missing':
        return { kind: 'code_page', problem: 'companyMissing' };
    }
  };

  app.get(INVITATION_PATH, async (c) => c.html(await invitationLinkPage(c.var.words)));

  if (deps.singleSignOn !== null) {
    app.route('/', createSsoRoutes({ ...deps, ...deps.singleSignOn, end, refused }));
  }
  if (passkeys !== null) app.route('/', passkeys.app);

  app.get(`${SIGN_IN_PREFIX}/:uid/other`, async (c) => {
    await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    return showCodePage(c, EMPTY, null);
  });

  app.get(`${SIGN_IN_PREFIX}/:uid`, async (c) => {
    const { params } = await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    const hint = params.login_hint;
    if (typeof hint !== 'string' || hint.length > MAX_LOGIN_HINT) {
      return showCodePage(c, EMPTY, null);
    }
    const form: Form = { ...EMPTY, code: hint };
    // A set-up code is never used by opening a page.
    if (kindOfCode(hint) === 'setup') return showCodePage(c, EMPTY, null);
    const outcome = await enter(form, { address: addressOf(c), now: new Date() });
    if (outcome.kind === 'signed_in') return showCodePage(c, EMPTY, null);
    return show(c, outcome, form);
  });

  app.post(`${SIGN_IN_PREFIX}/:uid`, async (c) => {
    const details = await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    const form = await readForm(c);
    const wasFirst = await needsSetup(store.db);
    const outcome = await enter(form, { address: addressOf(c), now: new Date() });
    if (outcome.kind !== 'signed_in') return show(c, outcome, form);
    if (wasFirst) deps.onSetUp();
    return end.arrive(c, details, {
      memberId: outcome.memberId,
      amr: ['otp'],
      confirmed: false,
      upstream: null,
      subject: outcome.subject,
    });
  });

  app.onError(async (error, c) => {
    // Anything else is ours to mend; to the person it is over just the same.
    if (!(error instanceof errors.SessionNotFound)) {
      deps.log.error({ err: error }, 'sign-in page failed');
    }
    return c.html(await signInOverPage(c.var.words));
  });
  return app;
}

async function readForm(c: SignInContext): Promise<Form> {
  const fields = await readFields(c, MAX_FORM_BYTES);
  const field = (name: string, most: number): string =>
    (fields.get(name) ?? '').replace(/\s+/g, ' ').trim().slice(0, most);
  return {
    code: field('code', MAX_CODE),
    name: field('name', LIMITS.person),
    company: field('company', LIMITS.person),
    step: fields.get('step') === 'invitation' ? 'invitation' : 'code',
  };
}

/** One text for unknown, used, withdrawn and expired codes: guessing learns nothing from it. */
function wrongCode(firstRun: boolean): SignInText {
  return firstRun ? 'wrongSetUpCode' : 'wrongCode';
}
