import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { Hono } from 'hono';
import type Provider from 'oidc-provider';
import { writeAudit } from '../audit/write-audit.ts';
import { brokenUniqueIndex } from '../store/database-errors.ts';
import type { Store } from '../store/open-store.ts';
import type { Arrival } from './arrival.ts';
import { browserName } from './browser-name.ts';
import { readCompany } from './company.ts';
import { findMember, type Member } from './find-member.ts';
import { SIGN_IN_PREFIX } from './oauth-provider.ts';
import {
  askForNewPasskey,
  askForPasskey,
  checkNewPasskey,
  readAnswer,
} from './passkey-ceremony.ts';
import { addPasskeyPage, confirmPage, passkeyForm } from './passkey-pages.ts';
import { readPasskeyScripts } from './passkey-scripts.ts';
import { anyPasskey, hasPasskey, insertPasskey } from './passkeys.ts';
import type { RefusedSignIns } from './refused-sign-in.ts';
import type { RelyingParty } from './relying-party.ts';
import { isStepUp, type SignInEnd } from './sign-in-end.ts';
import { addressOf, readFields, type SignInContext, type SignInEnv } from './sign-in-env.ts';
import type { PagePart } from './sign-in-shell.ts';
import type { CheckStanding } from './standing.ts';
import { isSamePerson } from './same-person.ts';
import { usePasskey, type PasskeyOutcome } from './use-passkey.ts';
import type { SignInText } from './words/en.ts';
import type { SignInWords } from './words/sign-in-words.ts';

const MAX_ANSWER_BYTES = 32 * 1024;
const FOR_A_YEAR = 'public, max-age=31536000, immutable';

export interface PasskeyRoutesDeps {
  readonly store: Store;
  readonly provider: Provider;
  readonly site: RelyingParty;
  readonly end: SignInEnd;
  readonly refused: RefusedSignIns;
  readonly checkStanding: CheckStanding;
}

interface Details {
  readonly uid: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface PasskeyRoutes {
  readonly app: Hono<SignInEnv>;
  /** The button for the first page; '' while nobody has a passkey. */
  button(words: SignInWords, uid: string): Promise<PagePart>;
}

/**
 * Passkeys in the sign-in window: signing in, confirming, adding one. Mounted before the pages for
 * codes, whose first page gives way to the confirmation when the extension asks for that.
 * `showFirstPage` shows the ordinary first page again, with a word on what went wrong.
 */
export function createPasskeyRoutes(
  deps: PasskeyRoutesDeps,
  showFirstPage: (c: SignInContext, problem: SignInText) => Promise<Response>,
): PasskeyRoutes {
  const { store, provider, site, end } = deps;
  const scripts = readPasskeyScripts();
  const app = new Hono<SignInEnv>();
  const detailsOf = (c: SignInContext): Promise<Details> =>
    provider.interactionDetails(c.env.incoming, c.env.outgoing);

  const showConfirmPage = async (c: SignInContext, uid: string, problem: SignInText | null) =>
    c.html(
      await confirmPage({
        form: {
          words: c.var.words,
          action: `${SIGN_IN_PREFIX}/${uid}/passkey`,
          options: await askForPasskey(store, site, uid),
          scripts,
        },
        otherWays: `${SIGN_IN_PREFIX}/${uid}/other`,
        problem,
      }),
    );

  const showAddPage = async (
    c: SignInContext,
    uid: string,
    who: Member,
    problem: SignInText | null,
  ) =>
    c.html(
      await addPasskeyPage({
        form: {
          words: c.var.words,
          action: `${SIGN_IN_PREFIX}/${uid}/add-passkey`,
          options: await askForNewPasskey(store, site, uid, who, await readCompany(store.db)),
          scripts,
        },
        name: who.name,
        notNow: `${SIGN_IN_PREFIX}/${uid}/not-now`,
        problem,
      }),
    );

  /**
   * Who has arrived in this sign-in in another way and has no passkey yet. Nobody is sent here who
   * has one, but anybody can come: a passkey that is added counts as a check, so whoever has just
   * the other way in must not add theirs beside the person's own.
   */
  const whoMayAdd = async (uid: string): Promise<{ arrival: Arrival; who: Member } | null> => {
    const arrival = await end.arrived(uid);
    const who = arrival === null ? undefined : await findMember(store.db, arrival.memberId);
    if (arrival === null || who?.status !== 'active') return null;
    if (who.subject !== arrival.subject) return null;
    return (await hasPasskey(store.db, who.id)) ? null : { arrival, who };
  };

  for (const script of scripts) {
    app.get(script.path, (c) => {
      c.header('Cache-Control', FOR_A_YEAR);
      c.header('Content-Type', 'text/javascript; charset=utf-8');
      return c.body(script.bytes);
    });
  }

  app.get(`${SIGN_IN_PREFIX}/:uid`, async (c, next) => {
    const { uid, params } = await detailsOf(c);
    return isStepUp(params) ? showConfirmPage(c, uid, null) : next();
  });

  app.post(`${SIGN_IN_PREFIX}/:uid/passkey`, async (c) => {
    const details = await detailsOf(c);
    const { uid } = details;
    const answer = readAnswer(
      (await readFields(c, MAX_ANSWER_BYTES)).get('answer') ?? '',
    ) as AuthenticationResponseJSON | null;
    const stepUp = isStepUp(details.params);
    const from = { address: addressOf(c), now: new Date() };
    const outcome = await usePasskey(deps, { uid, answer, stepUp, from });
    if (outcome.kind === 'signed_in') return end.finish(c, outcome.arrival);
    await deps.refused.record({
      via: 'passkey',
      reason: outcome.kind,
      ...(outcome.who === null ? {} : { who: { id: outcome.who.id, name: outcome.who.name } }),
      ...from,
    });
    const problem = problemOf(outcome);
    return stepUp ? showConfirmPage(c, uid, problem) : showFirstPage(c, problem);
  });

  app.get(`${SIGN_IN_PREFIX}/:uid/add-passkey`, async (c) => {
    const { uid } = await detailsOf(c);
    const here = await whoMayAdd(uid);
    return here === null
      ? c.redirect(`${SIGN_IN_PREFIX}/${uid}`, 303)
      : showAddPage(c, uid, here.who, null);
  });

  app.post(`${SIGN_IN_PREFIX}/:uid/add-passkey`, async (c) => {
    const { uid } = await detailsOf(c);
    const here = await whoMayAdd(uid);
    if (here === null) return c.redirect(`${SIGN_IN_PREFIX}/${uid}`, 303);
    const answer = readAnswer(
      (await readFields(c, MAX_ANSWER_BYTES)).get('answer') ?? '',
    ) as RegistrationResponseJSON | null;
    const made = answer === null ? null : await checkNewPasskey(store, site, uid, answer);
    if (made === null) {
      return showAddPage(c, uid, here.who, 'passkeyNotAdded');
    }
    const name = browserName(c.req.header('User-Agent') ?? '');
    const now = new Date();
    try {
      const added = await store.transaction(async (trx) => {
        if (!(await isSamePerson(store, trx, here.arrival))) return false;
        const id = await insertPasskey(trx, { ...made, memberId: here.who.id, name, now });
        await writeAudit(trx, {
          action: 'passkey.added',
          actor: { id: here.who.id, name: here.who.name, address: addressOf(c) },
          detail: { passkey: id, browser: name },
          at: now,
        });
        return true;
      });
      if (!added) return c.redirect(`${SIGN_IN_PREFIX}/${uid}`, 303);
    } catch (error) {
      if (brokenUniqueIndex(error) === null) throw error;
      return showAddPage(c, uid, here.who, 'passkeyTaken');
    }
    await end.takeArrived(uid);
    // Just made and used, with the person verified: that is a check as fresh as any.
    return end.finish(c, { ...here.arrival, confirmed: true });
  });

  app.post(`${SIGN_IN_PREFIX}/:uid/not-now`, async (c) => {
    const { uid } = await detailsOf(c);
    const arrival = await end.takeArrived(uid);
    return arrival === null ? c.redirect(`${SIGN_IN_PREFIX}/${uid}`, 303) : end.finish(c, arrival);
  });

  return {
    app,
    button: async (words, uid) =>
      (await anyPasskey(store.db))
        ? passkeyForm({
            words,
            action: `${SIGN_IN_PREFIX}/${uid}/passkey`,
            ceremony: 'use',
            options: await askForPasskey(store, site, uid),
            label: 'withPasskey',
            scripts,
          })
        : '',
  };
}

function problemOf(outcome: Exclude<PasskeyOutcome, { kind: 'signed_in' }>): SignInText {
  switch (outcome.kind) {
    case 'wrong_passkey':
      return 'wrongPasskey';
    case 'cloned_passkey':
      return 'clonedPasskey';
    case 'not_active':
      return 'notActive';
    case 'company_account_ended':
      return 'companyAccountEnded';
    case 'company_account_unknown':
      return 'companyAccountUnknown';
  }
}
