import type { errors, KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { clientAddress } from '../http/client-address.ts';
import type { Log } from '../http/log.ts';
import type { Store } from '../store/open-store.ts';
import { findMember } from './find-member.ts';
import { RefusedSignIns } from './refused-sign-in.ts';

/** Errors that tell of an attempt; a person who closes the window, or a failure of ours, is none. */
const ATTEMPTS: ReadonlySet<string> = new Set([
  'invalid_client',
  'invalid_dpop_proof',
  'invalid_grant',
  'invalid_redirect_uri',
  'invalid_request',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
]);

interface Attempt {
  readonly via: 'token' | 'authorization';
  readonly reason: string;
}

/**
 * Puts on record what the sign-in server itself turns away: stolen, used or foreign codes and
 * tokens, and ways back to another place. The row is kept before the answer goes out.
 */
export function recordRefusals(
  provider: Provider,
  { store, log }: { readonly store: Store; readonly log: Log },
): void {
  const refused = new RefusedSignIns(store);
  const attempts = new WeakMap<object, Attempt>();
  const note =
    (via: Attempt['via']) =>
    (ctx: KoaContextWithOIDC, { error }: errors.OIDCProviderError): void => {
      if (ATTEMPTS.has(error)) attempts.set(ctx.req, { via, reason: error });
    };
  provider.on('grant.error', note('token'));
  provider.on('authorization.error', note('authorization'));
  provider.use(async (ctx, next) => {
    await next();
    const attempt = attempts.get(ctx.req);
    if (attempt === undefined) return;
    try {
      const who = await namedBy(store, ctx as KoaContextWithOIDC);
      await refused.record({
        ...attempt,
        address: clientAddress(ctx.req),
        ...(who === null ? {} : { who }),
        now: new Date(),
      });
    } catch (error) {
      log.error({ err: error }, 'refusal was not recorded');
    }
  });
}

/** Whom the token or code names. They need not know of it: it may have been stolen. */
async function namedBy(
  store: Store,
  ctx: KoaContextWithOIDC,
): Promise<{ id: string; name: string } | null> {
  const { provider, params = {} } = ctx.oidc;
  const { refresh_token: refresh, code } = params as Readonly<Record<string, unknown>>;
  const found =
    typeof refresh === 'string'
      ? await provider.RefreshToken.find(refresh)
      : typeof code === 'string'
        ? await provider.AuthorizationCode.find(code)
        : undefined;
  const id = found?.accountId;
  const member = id === undefined ? undefined : await findMember(store.db, id);
  return member === undefined ? null : { id: member.id, name: member.name };
}
