import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify, type JWTPayload } from 'jose';
import type Provider from 'oidc-provider';
import type { Store } from '../store/open-store.ts';
import { findAccessToken } from './access-token.ts';
import type { Authenticate, Authentication } from './actor.ts';
import { findMember } from './find-member.ts';
import { useSession } from './browser-sessions.ts';
import { firstSeen } from './oidc-adapter.ts';

const PROOF_AGE_SECONDS = 60;
const CLOCK_TOLERANCE_SECONDS = 10;

export interface AuthenticateDeps {
  readonly store: Store;
  readonly provider: Provider;
  /** Origin under which clients know the service; a proof is made for this one. */
  readonly publicUrl: string;
}

const NOT_SIGNED_IN: Authentication = { kind: 'refused', code: 'not_signed_in' };
type RefusedCode = Extract<Authentication, { kind: 'refused' }>['code'];

/**
 * Makes the check of who calls. `DPoP` is a signed-in browser, whose token works with its key alone
 * (RFC 9449 §7); `Bearer` is a token made on the host. The member is read at each call, so that a
 * block holds at once.
 */
export function createAuthenticate(deps: AuthenticateDeps): Authenticate {
  return async (request, { address }) => {
    const [scheme = '', token = '', ...rest] = (request.headers.get('authorization') ?? '').split(
      ' ',
    );
    if (token === '' || rest.length > 0) return NOT_SIGNED_IN;
    switch (scheme.toLowerCase()) {
      case 'bearer': {
        const actor = await findAccessToken(deps.store, token, { address, now: new Date() });
        if (actor !== null) return { kind: 'actor', actor };
        // A browser's token sent without its key, perhaps.
        return refused(deps, 'session_ended', token);
      }
      case 'dpop':
        return checkBoundToken(deps, request, token, address);
      default:
        return NOT_SIGNED_IN;
    }
  };
}

async function checkBoundToken(
  deps: AuthenticateDeps,
  request: Request,
  token: string,
  address: string | null,
): Promise<Authentication> {
  const proof = await readProof(request, deps.publicUrl, token);
  if (proof === null) return refused(deps, 'bad_proof', token);
  const found = await deps.provider.AccessToken.find(token);
  if (found === undefined) return { kind: 'refused', code: 'session_ended' };
  const refusedTo = (code: RefusedCode) => refusedAs(deps, code, found);
  if (found.isExpired) return refusedTo('session_ended');
  if (found.jkt !== proof.thumbprint) return refusedTo('bad_proof');
  const until = Math.floor(Date.now() / 1000) + PROOF_AGE_SECONDS + 2 * CLOCK_TOLERANCE_SECONDS;
  if (!(await firstSeen(deps.store, `proof|${proof.thumbprint}|${proof.jti}`, until))) {
    return refusedTo('bad_proof');
  }
  const session = await useSession(deps.store, found.grantId, { address, now: new Date() });
  if (session === null) return refusedTo('session_ended');
  const member = await findMember(deps.store.db, found.accountId);
  if (member?.status !== 'active') return refusedTo('session_ended');
  return {
    kind: 'actor',
    actor: {
      id: member.id,
      name: member.name,
      role: member.role,
      kind: 'member',
      session,
      address,
    },
  };
}

/** The refusal of a token, and, if it is somebody's, whose. */
async function refused(
  deps: AuthenticateDeps,
  code: RefusedCode,
  token: string,
): Promise<Authentication> {
  const found = await deps.provider.AccessToken.find(token);
  return found === undefined ? { kind: 'refused', code } : refusedAs(deps, code, found);
}

async function refusedAs(
  deps: AuthenticateDeps,
  code: RefusedCode,
  token: { readonly accountId: string; readonly grantId: string },
): Promise<Authentication> {
  const { db } = deps.store;
  const member = await findMember(db, token.accountId);
  if (member === undefined) return { kind: 'refused', code };
  const session = await db
    .selectFrom('browser_sessions')
    .select('id')
    .where('grant_id', '=', token.grantId)
    .executeTakeFirst();
  const named = { id: member.id, name: member.name, session: session ?? null };
  return { kind: 'refused', code, named };
}

/** RFC 9449 §4.3: one proof, signed by the key in it, made for this method, address and token, just now. */
async function readProof(
  request: Request,
  publicUrl: string,
  token: string,
): Promise<{ thumbprint: string; jti: string } | null> {
  const header = request.headers.get('dpop');
  if (header === null || header.includes(',')) return null;
  try {
    const { payload, protectedHeader } = await jwtVerify(header, EmbeddedJWK, {
      algorithms: ['ES256'],
      typ: 'dpop+jwt',
      maxTokenAge: PROOF_AGE_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['jti', 'htm', 'htu', 'ath', 'iat'],
    });
    if (!isMadeFor(payload, request, publicUrl, token) || protectedHeader.jwk === undefined) {
      return null;
    }
    return {
      thumbprint: await calculateJwkThumbprint(protectedHeader.jwk),
      jti: payload.jti ?? '',
    };
  } catch {
    // jose throws for each way in which a proof can be wrong; to the caller they are one.
    return null;
  }
}

function isMadeFor(
  payload: JWTPayload,
  request: Request,
  publicUrl: string,
  token: string,
): boolean {
  const { htm, htu, ath } = payload;
  if (typeof htu !== 'string' || !URL.canParse(htu)) return false;
  const made = new URL(htu);
  const asked = new URL(new URL(request.url).pathname, publicUrl);
  return (
    htm === request.method &&
    made.origin === asked.origin &&
    made.pathname === asked.pathname &&
    ath === createHash('sha256').update(token).digest('base64url')
  );
}
