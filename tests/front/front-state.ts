import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

export interface Company {
  readonly id: string;
  readonly name: string;
  /** First part of `https://{slug}.api.frontapp.com`. */
  readonly slug: string;
}

export interface FrontTokenSeed {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly features?: readonly string[];
  readonly namespaces?: readonly string[];
  /** Left out: somebody of the company, drawn from the name so that it is the same in every run. */
  readonly createdBy?: string;
  /** ISO 8601. Left out: now. */
  readonly createdAt?: string;
}

export interface StandInToken {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly scopes: readonly string[];
  readonly features: readonly string[];
  readonly namespaces: readonly string[];
  readonly createdBy: string;
  readonly createdAt: string;
}

const ADMINS = ['Ada Admin', 'Ben Okafor', 'Chloé Martin', 'Daniel Weiss', 'Mira Sandhu'] as const;

/** The tokens of the stand-in: real JSON Web Tokens, signed with a key of this process. */
export class FrontState {
  readonly company: Company;
  readonly #key = randomBytes(32);
  readonly #tokens = new Map<string, StandInToken>();

  constructor(company: Company) {
    this.company = company;
  }

  get tokens(): readonly StandInToken[] {
    return [...this.#tokens.values()];
  }

  find(id: string): StandInToken | undefined {
    return this.#tokens.get(id);
  }

  /** As Front writes them: HS256, `{scopes, iat, iss, sub, jti}`, no expiry. */
  async create(seed: FrontTokenSeed): Promise<StandInToken> {
    const id = randomUUID().replaceAll('-', '').slice(0, 16);
    const createdAt = seed.createdAt ?? new Date().toISOString();
    const value = await new SignJWT({ scopes: [...seed.scopes] })
      .setProtectedHeader({ typ: 'JWT', alg: 'HS256' })
      .setIssuedAt(new Date(createdAt))
      .setIssuer('front')
      .setSubject(this.company.id)
      .setJti(id)
      .sign(this.#key);
    const token: StandInToken = {
      id,
      name: seed.name,
      value,
      scopes: [...seed.scopes],
      features: seed.features ?? ['Access resources'],
      namespaces: seed.namespaces ?? ['Shared resources'],
      createdBy: seed.createdBy ?? someAdmin(seed.name),
      createdAt,
    };
    this.#tokens.set(id, token);
    return token;
  }

  delete(id: string): void {
    this.#tokens.delete(id);
  }

  /** The token that a bearer value belongs to; null when it is no token, not ours, or deleted. */
  async verify(value: string): Promise<StandInToken | null> {
    try {
      const { payload } = await jwtVerify(value, this.#key, {
        issuer: 'front',
        algorithms: ['HS256'],
      });
      return this.#tokens.get(payload.jti ?? '') ?? null;
    } catch {
      // Whatever is wrong with it, it is no token of ours.
      return null;
    }
  }
}

function someAdmin(name: string): string {
  return ADMINS[(createHash('sha256').update(name).digest()[0] ?? 0) % ADMINS.length] ?? ADMINS[0];
}
