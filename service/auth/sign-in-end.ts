import type Provider from 'oidc-provider';
import type { Store } from '../store/open-store.ts';
import { resultOf, type Arrival } from './arrival.ts';
import { hasPasskey } from './passkeys.ts';
import type { RelyingParty } from './relying-party.ts';
import type { SignInContext } from './sign-in-env.ts';
import { keepSignInRow, takeSignInRow, readSignInRow } from './sign-in-rows.ts';

const ARRIVAL_LIVES_MS = 15 * 60_000;

export interface SignInEndDeps {
  readonly store: Store;
  readonly provider: Provider;
  /** Null where passkeys are impossible. */
  readonly site: RelyingParty | null;
}

/** What comes after somebody has shown who they are. */
export type NextStep = 'done' | 'add_passkey' | 'confirm';

/**
 * Decides it. Who has no passkey is asked to add one; where a passkey check is what the sign-in is
 * for, whoever has one has to show it, however else they came.
 */
export function decideNextStep(facts: {
  readonly passkeysPossible: boolean;
  readonly hasPasskey: boolean;
  readonly confirmed: boolean;
  readonly stepUp: boolean;
}): NextStep {
  if (!facts.passkeysPossible || facts.confirmed) return 'done';
  if (!facts.hasPasskey) return 'add_passkey';
  return facts.stepUp ? 'confirm' : 'done';
}

/** True when the extension asks for a passkey check and not just for a sign-in. */
export function isStepUp(params: Readonly<Record<string, unknown>>): boolean {
  return typeof params.acr_values === 'string' && params.acr_values.split(' ').includes('passkey');
}

/** The end of the sign-in window's way, whichever way it was. */
export class SignInEnd {
  readonly #deps: SignInEndDeps;

  constructor(deps: SignInEndDeps) {
    this.#deps = deps;
  }

  /**
   * Goes on with somebody who has arrived: back to the extension, or to one more page first.
   * The interaction's own cookie has been checked by the caller (`interactionDetails`).
   */
  async arrive(
    c: SignInContext,
    details: { readonly uid: string; readonly params: Readonly<Record<string, unknown>> },
    arrival: Arrival,
  ): Promise<Response> {
    const { store, site } = this.#deps;
    const step = decideNextStep({
      passkeysPossible: site !== null,
      hasPasskey: await hasPasskey(store.db, arrival.memberId),
      confirmed: arrival.confirmed,
      stepUp: isStepUp(details.params),
    });
    switch (step) {
      case 'done':
        return this.finish(c, arrival);
      case 'confirm':
        return c.redirect(`/sign-in/${details.uid}`, 303);
      case 'add_passkey':
        await this.keep(details.uid, arrival);
        return c.redirect(`/sign-in/${details.uid}/add-passkey`, 303);
    }
  }

  /** Back to the extension, signed in. */
  async finish(c: SignInContext, arrival: Arrival): Promise<Response> {
    await this.#forgetWindow(c);
    const location = await this.#deps.provider.interactionResult(
      c.env.incoming,
      c.env.outgoing,
      resultOf(arrival),
      { mergeWithLastSubmission: false },
    );
    return c.redirect(location, 303);
  }

  /**
   * Whoever was signed in through this browser's window a moment ago is forgotten, or the sign-in
   * server would ask them to sign out before somebody else comes in.
   */
  async #forgetWindow(c: SignInContext): Promise<void> {
    const { provider } = this.#deps;
    const interaction = await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    if (interaction.session === undefined) return;
    const session = await provider.Session.findByUid(interaction.session.uid);
    await session?.destroy();
    delete interaction.session;
    await interaction.save(Math.max(1, interaction.exp - Math.floor(Date.now() / 1000)));
  }

  keep(uid: string, arrival: Arrival): Promise<void> {
    return keepSignInRow(
      this.#deps.store,
      { kind: 'Arrival', key: uid },
      arrival,
      ARRIVAL_LIVES_MS,
    );
  }

  /** Who has arrived in this sign-in; null for nobody yet. */
  async arrived(uid: string): Promise<Arrival | null> {
    // `keep` alone writes these rows.
    return (await readSignInRow(this.#deps.store, { kind: 'Arrival', key: uid })) as Arrival | null;
  }

  /** The same, for once. */
  async takeArrived(uid: string): Promise<Arrival | null> {
    return (await takeSignInRow(this.#deps.store, { kind: 'Arrival', key: uid })) as Arrival | null;
  }
}
