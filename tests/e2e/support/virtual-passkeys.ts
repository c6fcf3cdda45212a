import type { CDPSession, Page, Protocol } from 'puppeteer-core';

type Credential = Protocol.WebAuthn.Credential;

/**
 * A security key that exists in the debugger alone, verifies its person and is touched by itself
 * (https://www.w3.org/TR/webauthn-3/#sctn-automation). Chromium ties one to a single window, and
 * each sign-in is a new window: so what it holds is carried over from one to the next.
 */
export class VirtualPasskeys {
  readonly #held = new Map<string, Credential>();

  /** Plugs the key into a window, until that closes. */
  async plugInto(window: Page): Promise<void> {
    const session = await window.createCDPSession();
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    for (const credential of this.#held.values()) {
      await session.send('WebAuthn.addCredential', { authenticatorId, credential });
    }
    this.#follow(session);
  }

  /** The key as it is now, as somebody who could read it out would have it: it does not follow this one. */
  copy(): VirtualPasskeys {
    const copy = new VirtualPasskeys();
    for (const [id, credential] of this.#held) copy.#held.set(id, { ...credential });
    return copy;
  }

  /** The window may be gone a moment after a use; what the key holds is told while it is used. */
  #follow(session: CDPSession): void {
    const keep = ({ credential }: { readonly credential: Credential }): void => {
      this.#held.set(credential.credentialId, credential);
    };
    session.on('WebAuthn.credentialAdded', keep);
    session.on('WebAuthn.credentialAsserted', keep);
  }
}
