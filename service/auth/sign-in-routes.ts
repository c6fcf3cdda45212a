import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { LIMITS } from '../../contract/limits.ts';
import type { Log } from '../http/log.ts';
import { readLimited } from '../http/read-limited.ts';
import type { Store } from '../store/open-store.ts';
import { readCompany } from './company.ts';
import { isForeignPost } from './foreign-post.ts';
import { GuessLimit } from './guess-limit.ts';
import { SIGN_IN_PREFIX } from './oauth-provider.ts';
import { needsSetup, useSetupCode, type CodeForm, type CodeOutcome } from './setup-code.ts';
import { signInOverPage, signInPage, SIGN_IN_CSP } from './sign-in-page.ts';

export interface SignInDeps {
  readonly store: Store;
  readonly provider: Provider;
  /** Told once, when the first admin is there. */
  readonly onSetUp: () => void;
  readonly log: Log;
}

type SignInEnv = { Bindings: HttpBindings };

const MAX_FORM_BYTES = 8 * 1024;

/**
 * The pages of the sign-in window. Every answer a person can get here is a 200: Chrome closes the
 * window on any 4xx page (https://developer.chrome.com/docs/extensions/reference/api/identity), and
 * with it what was typed. Forged posts from elsewhere fail, because the interaction's cookie is
 * SameSite and bound to the address.
 */
export function createSignInRoutes(deps: SignInDeps): Hono<SignInEnv> {
  const { store, provider } = deps;
  const guesses = new GuessLimit();
  const app = new Hono<SignInEnv>();
  app.use(async (c, next) => {
    c.header('Content-Security-Policy', SIGN_IN_CSP);
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    const header = (name: string): string | undefined => c.req.header(name);
    // Both were pinned to the public address before (`pinOrigin`).
    const own = `${header('x-forwarded-proto')}://${header('host')}`;
    if (isForeignPost({ method: c.req.method, own, header })) {
      return c.html(await signInOverPage(), 403);
    }
    await next();
  });

  const show = async (
    c: Context<SignInEnv>,
    typed: { name: string; company: string },
    problem: string | null,
  ): Promise<Response> =>
    c.html(
      await signInPage({
        action: new URL(c.req.url).pathname,
        firstRun: await needsSetup(store.db),
        company: await readCompany(store.db),
        typed,
        problem,
      }),
    );

  app.get(`${SIGN_IN_PREFIX}/:uid`, async (c) => {
    await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    return show(c, { name: '', company: '' }, null);
  });

  app.post(`${SIGN_IN_PREFIX}/:uid`, async (c) => {
    await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    const form = await readForm(c);
    const now = new Date();
    if (!guesses.allows(now.getTime())) {
      return show(c, form, 'Too many wrong codes. Wait a minute, then try again.');
    }
    const address = c.env.incoming.socket.remoteAddress ?? null;
    const wasFirst = await needsSetup(store.db);
    const outcome = await useSetupCode(store, form, { address, now });
    if (outcome.kind !== 'signed_in') {
      if (outcome.kind === 'wrong_code') guesses.countWrong(now.getTime());
      return show(c, form, problemOf(outcome));
    }
    if (wasFirst) deps.onSetUp();
    const location = await provider.interactionResult(
      c.env.incoming,
      c.env.outgoing,
      { login: { accountId: outcome.memberId, remember: false, amr: ['otp'] } },
      { mergeWithLastSubmission: false },
    );
    return c.redirect(location, 303);
  });

  app.onError(async (error, c) => {
    // Anything else is ours to mend; to the person it is over just the same.
    if (!(error instanceof errors.SessionNotFound)) {
      deps.log.error({ err: error }, 'sign-in page failed');
    }
    return c.html(await signInOverPage());
  });
  return app;
}

async function readForm(c: Context<SignInEnv>): Promise<CodeForm> {
  // Nobody has signed in yet here: a form longer than any of ours is not kept.
  const bytes = await readLimited(c.env.incoming as AsyncIterable<Buffer>, MAX_FORM_BYTES);
  const fields = new URLSearchParams(bytes?.toString('utf8') ?? '');
  const field = (name: string): string =>
    (fields.get(name) ?? '').replace(/\s+/g, ' ').trim().slice(0, LIMITS.name);
  return { code: field('code'), name: field('name'), company: field('company') };
}

function problemOf(outcome: Exclude<CodeOutcome, { kind: 'signed_in' }>): string {
  switch (outcome.kind) {
    case 'wrong_code':
      return 'This code is not right, or it was used or is older than 15 minutes.';
    case 'name_missing':
      return 'Please say your name.';
    case 'company_missing':
      return 'Please say your company’s name.';
  }
}
