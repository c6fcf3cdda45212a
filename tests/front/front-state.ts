import { randomBytes, randomUUID } from 'node:crypto';
import { SignJWT, jwtVerify } from 'jose';

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
  readonly createdBy?: string;
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
    const value = await new SignJWT({ scopes: [...seed.scopes] })
      .setProtectedHeader({ typ: 'JWT', alg: 'HS256' })
      .setIssuedAt()
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
      createdBy: seed.createdBy ?? 'Ada Admin',
      createdAt: new Date().toISOString(),
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
      const { payload } = await jwtVerify(value, this.#key, { issuer: 'front' });
      return this.#tokens.get(payload.jti ?? '') ?? null;
    } catch {
      return null;
    }
  }
}
