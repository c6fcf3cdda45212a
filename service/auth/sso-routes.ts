import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { AuthorizationResponseError } from 'openid-client';
import type Provider from 'oidc-provider';
import type { Log } from '../http/log.ts';
import type { Attempt, CompanyProvider, UpstreamTokens } from './company-provider.ts';
import { decideAskedAnew } from './asked-anew.ts';
import { needsSetup } from './setup-code.ts';
import type { SsoRefusal } from './decide-sso.ts';
import { enterBySso, type EnterDeps } from './enter-by-sso.ts';
import { SIGN_IN_PREFIX } from './oauth-provider.ts';
import type { RefusedSignIns } from './refused-sign-in.ts';
import type { SignInEnd } from './sign-in-end.ts';
import { addressOf, type SignInContext, type SignInEnv } from './sign-in-env.ts';
import { keepSignInRow, takeSignInRow } from './sign-in-rows.ts';
import { ssoProblemPage } from './sso-pages.ts';
import type { SignInText } from './words/en.ts';

const SSO_PREFIX = `${SIGN_IN_PREFIX}/sso`;
export const SSO_CALLBACK = `${SSO_PREFIX}/callback`;

const COOKIE = 'sso_attempt';
const ATTEMPT_LIVES_MS = 10 * 60_000;
const LONGEST_SAYING = 300;

export interface SsoRoutesDeps extends EnterDeps {
  readonly companyProvider: CompanyProvider;
  readonly provider: Provider;
  readonly publicUrl: string;
  readonly end: SignInEnd;
  readonly refused: RefusedSignIns;
  readonly log: Log;
}

/** What is remembered of an attempt, under its state. */
interface KeptAttempt extends Attempt {
  readonly uid: string;
  /** Digest of the cookie of the browser that began it. */
  readonly browser: string;
}

/**
 * Signing in with the company account. An attempt is bound to one sign-in and to the browser that
 * began it by a cookie of its own, so that nobody can finish their own sign-in in somebody else's
 * window (RFC 9700 §4.7), and the answer's issuer is checked (RFC 9207).
 */
export function createSsoRoutes(deps: SsoRoutesDeps): Hono<SignInEnv> {
  const { store, provider, companyProvider, end } = deps;
  const app = new Hono<SignInEnv>();

  const refuse = async (
    c: SignInContext,
    reason: string,
    page: { readonly problem: SignInText; readonly said?: string; readonly back: string | null },
  ): Promise<Response> => {
    await deps.refused.record({ via: 'sso', reason, address: addressOf(c), now: new Date() });
    return c.html(await ssoProblemPage(c.var.words, { said: null, ...page }));
  };

  app.get(SSO_CALLBACK, async (c) => {
    const query = new URL(c.req.url).search;
    const state = c.req.query('state') ?? '';
    // `KeptAttempt` rows are written below alone.
    const attempt = (await takeSignInRow(store, {
      kind: 'SsoAttempt',
      key: state,
    })) as KeptAttempt | null;
    if (attempt === null || !isSame(attempt.browser, digest(getCookie(c, COOKIE) ?? ''))) {
      return refuse(c, 'other_browser', {
        problem: 'otherWindow',
        back: null,
      });
    }
    const back = `${SIGN_IN_PREFIX}/${attempt.uid}`;
    let tokens: UpstreamTokens;
    try {
      tokens = await companyProvider.exchange(query, attempt);
    } catch (error) {
      if (error instanceof AuthorizationResponseError) {
        const said = (error.error_description ?? error.error).slice(0, LONGEST_SAYING);
        return refuse(c, 'refused_by_provider', {
          problem: 'notLetIn',
          said,
          back,
        });
      }
      deps.log.warn({ err: error }, 'sign-in with the company account failed');
      return refuse(c, 'bad_answer', {
        problem: 'badAnswer',
        back,
      });
    }
    if (decideAskedAnew(tokens.claims.auth_time, attempt.begunAt) === 'not_asked') {
      return refuse(c, 'not_asked_anew', {
        problem: 'notAsked',
        back,
      });
    }
    if (await needsSetup(store.db)) {
      return refuse(c, 'not_set_up', { problem: 'notSetUp', back });
    }
    const outcome = await enterBySso(deps, tokens, { address: addressOf(c), now: new Date() });
    if (outcome.kind === 'refused') {
      return refuse(c, outcome.reason, { problem: problemOf(outcome.reason), back });
    }
    // The sign-in's own cookie is not sent to this address: the next page checks it.
    await end.keep(attempt.uid, outcome.arrival);
    return c.redirect(`${SIGN_IN_PREFIX}/${attempt.uid}/arrived`, 303);
  });

  app.get(`${SIGN_IN_PREFIX}/:uid/sso`, async (c) => {
    const { uid } = await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    const attempt: Attempt = {
      state: random(),
      nonce: random(),
      verifier: random(),
      begunAt: Date.now(),
    };
    let url: URL;
    try {
      url = await companyProvider.authorizationUrl(attempt);
    } catch (error) {
      deps.log.warn({ err: error }, 'the company’s OpenID provider cannot be reached');
      return c.html(
        await ssoProblemPage(c.var.words, {
          problem: 'unreachable',
          said: null,
          back: `${SIGN_IN_PREFIX}/${uid}`,
        }),
      );
    }
    const browser = random();
    const kept: KeptAttempt = { ...attempt, uid, browser: digest(browser) };
    await keepSignInRow(store, { kind: 'SsoAttempt', key: attempt.state }, kept, ATTEMPT_LIVES_MS);
    setCookie(c, COOKIE, browser, {
      path: SSO_PREFIX,
      httpOnly: true,
      sameSite: 'Lax',
      secure: deps.publicUrl.startsWith('https:'),
      maxAge: ATTEMPT_LIVES_MS / 1000,
    });
    return c.redirect(url.href, 303);
  });

  app.get(`${SIGN_IN_PREFIX}/:uid/arrived`, async (c) => {
    const details = await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    const arrival = await end.takeArrived(details.uid);
    return arrival === null
      ? c.redirect(`${SIGN_IN_PREFIX}/${details.uid}`, 303)
      : end.arrive(c, details, arrival);
  });
  return app;
}

function problemOf(reason: SsoRefusal): SignInText {
  switch (reason) {
    case 'email_unverified':
      return 'emailUnverified';
    case 'domain_not_allowed':
      return 'domainNotAllowed';
    case 'not_active':
      return 'notActive';
  }
}

/** As PKCE wants its verifier, too: 43 characters of base64url (RFC 7636 §4.1). */
function random(): string {
  return randomBytes(32).toString('base64url');
}

function digest(text: string): string {
  return createHash('sha256').update(`sso cookie\0${text}`).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
