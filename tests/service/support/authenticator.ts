import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

const FLAG = { userPresent: 0x01, userVerified: 0x04, attested: 0x40 } as const;

/** How an answer differs from an honest one. */
export interface Twist {
  readonly origin?: string;
  readonly rpId?: string;
  readonly counter?: number;
  readonly unverified?: true;
  readonly userHandle?: string;
}

interface Asked {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly rpId?: string;
  readonly user?: { readonly id: string };
}

/**
 * A security key in software: one ES256 passkey, no attestation, a counter
 * (https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data). It also plays the browser, which
 * says the origin.
 */
export class Authenticator {
  readonly id = randomBytes(16);
  readonly #key: { publicKey: KeyObject; privateKey: KeyObject };
  readonly #origin: string;
  #userHandle = '';
  #counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
    this.#key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  }

  /** What the page's script would send for `startRegistration`. */
  add(asked: Asked, twist: Twist = {}): string {
    this.#userHandle = asked.user!.id;
    const clientData = this.#clientData('webauthn.create', asked.challenge, twist);
    const credential = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, this.id.length]),
      this.id,
      this.#coseKey(),
    ]);
    const authData = this.#authData(twist.rpId ?? asked.rp!.id, FLAG.attested, twist, credential);
    // {"fmt": "none", "attStmt": {}, "authData": bytes}
    const attestation = Buffer.concat([
      Buffer.from([0xa3, 0x63]),
      Buffer.from('fmt'),
      Buffer.from([0x64]),
      Buffer.from('none'),
      Buffer.from([0x67]),
      Buffer.from('attStmt'),
      Buffer.from([0xa0, 0x68]),
      Buffer.from('authData'),
      Buffer.from([0x58, authData.length]),
      authData,
    ]);
    return this.#answer({
      clientDataJSON: clientData.toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['usb'],
    });
  }

  /** What the page's script would send for `startAuthentication`. */
  use(asked: Asked, twist: Twist = {}): string {
    const clientData = this.#clientData('webauthn.get', asked.challenge, twist);
    const authData = this.#authData(twist.rpId ?? asked.rpId!, 0, twist);
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
    return this.#answer({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, this.#key.privateKey).toString('base64url'),
      userHandle: twist.userHandle ?? this.#userHandle,
    });
  }

  #answer(response: object): string {
    const id = this.id.toString('base64url');
    return JSON.stringify({
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response,
    });
  }

  #clientData(type: string, challenge: string, twist: Twist): Buffer {
    return Buffer.from(
      JSON.stringify({ type, challenge, origin: twist.origin ?? this.#origin, crossOrigin: false }),
    );
  }

  #authData(rpId: string, flags: number, twist: Twist, credential = Buffer.alloc(0)): Buffer {
    this.#counter = twist.counter ?? this.#counter + 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    const verified = twist.unverified === true ? 0 : FLAG.userVerified;
    return Buffer.concat([
      createHash('sha256').update(rpId).digest(),
      Buffer.from([flags | FLAG.userPresent | verified]),
      counter,
      credential,
    ]);
  }

  /** RFC 9053 §7.1.1: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}. */
  #coseKey(): Buffer {
    const { x, y } = this.#key.publicKey.export({ format: 'jwk' });
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
      Buffer.from(x!, 'base64url'),
      Buffer.from([0x22, 0x58, 0x20]),
      Buffer.from(y!, 'base64url'),
    ]);
  }
}
