import * as z from 'zod/mini';
import { Verification, VERIFY_WAYS } from './front-value.ts';
import { LIMITS } from './limits.ts';
import { FEATURES, ISSUABLE_SCOPES, NAMESPACES } from './scopes.ts';
import { isTokenId, type TokenId } from './ids.ts';
import { givenMoment, line, lines, moment, noValue, sought, storable } from './texts.ts';

const name = line(LIMITS.name);
const purpose = lines(LIMITS.purpose);
const tags = z.array(line(LIMITS.tag)).check(z.maxLength(LIMITS.tags));
const features = z.array(z.enum(FEATURES));
const namespaces = z.array(z.enum(NAMESPACES));
/** Scopes of an issued token, as a caller sends them. */
export const issuableScopes = z
  .array(z.enum(ISSUABLE_SCOPES as [string, ...string[]]))
  .check(z.minLength(1), z.maxLength(LIMITS.scopes));
// A Front token's scopes are Front's words: unknown ones are kept verbatim.
const recordedScopes = z.array(line(LIMITS.scope)).check(z.maxLength(LIMITS.scopes));
const usedIn = z
  .array(
    z.strictObject({
      label: line(LIMITS.usedInLabel),
      url: z.optional(
        z.string().check(
          z.maxLength(LIMITS.usedInUrl),
          storable,
          noValue,
          // Shown as a link: only what a browser may safely open.
          z.refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), {
            error: 'must be an http or https address',
          }),
        ),
      ),
    }),
  )
  .check(z.maxLength(LIMITS.usedIn));

export const TokenIdSchema = z.string().check(z.refine(isTokenId, { error: 'is not a token id' }));
/** The path parameters of calls about one token. */
export const tokenParams = z.strictObject({ id: TokenIdSchema });
/** A query parameter that names a token. */
export function asTokenId(text: string): TokenId | null {
  return isTokenId(text) ? text : null;
}

export const TOKEN_KINDS = ['issued', 'front'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];
export const TOKEN_STATUSES = ['active', 'expired', 'deleted'] as const;
export type TokenStatus = (typeof TOKEN_STATUSES)[number];

export const Person = z.object({ id: z.string(), name: z.string() });

/** A token as the service tells it. It never holds the value. */
export const Token = z.object({
  id: z.string(),
  kind: z.enum(TOKEN_KINDS),
  name: z.string(),
  status: z.enum(TOKEN_STATUSES),
  scopes: z.array(z.string()),
  features: z.array(z.string()),
  namespaces: z.array(z.string()),
  /** Plain text; empty when nobody has written what the token is for. */
  purpose: z.string(),
  tags: z.array(z.string()),
  /** Person or team; null when unknown. */
  owner: z.nullable(z.string()),
  environment: z.nullable(z.string()),
  usedIn: z.array(z.object({ label: z.string(), url: z.optional(z.string()) })),
  createdBy: Person,
  createdAt: moment,
  updatedAt: moment,
  expiresAt: z.nullable(moment),
  /** Last call through the gateway; null when there was none, and always for kind `front`. */
  lastUsedAt: z.nullable(moment),
  /** Calls through the gateway that were let through. */
  callCount: z.number(),
  /** Last four characters of the value; null when it was recorded without one. */
  hint: z.nullable(z.string()),
  /** Id of the Front token that an issued token stands on. */
  backedBy: z.nullable(z.string()),
  /** Calls a minute at most, as an admin capped it; null for its fair share of the company’s budget. */
  callsPerMinute: z.nullable(z.number()),
  /** Marked by an admin: where the company wants it, its value is shown after a fresh passkey check alone. */
  sensitive: z.boolean(),
  /** Goes up by one with every change of name, notes, scopes or state; the ETag is this number in quotes. */
  version: z.number(),
});
export type Token = z.infer<typeof Token>;

const callsPerMinute = z.optional(
  z.nullable(z.int().check(z.gte(1), z.lte(LIMITS.callsPerMinute))),
);

const notes = {
  purpose: z.optional(purpose),
  tags: z.optional(tags),
  owner: z.optional(z.nullable(line(LIMITS.owner))),
  environment: z.optional(z.nullable(line(LIMITS.environment))),
  usedIn: z.optional(usedIn),
  expiresAt: z.optional(z.nullable(givenMoment)),
  sensitive: z.optional(z.boolean()),
};

export const CreateIssuedToken = z.strictObject({
  kind: z.literal('issued'),
  name,
  scopes: issuableScopes,
  namespaces: z.optional(namespaces),
  ...notes,
  backedBy: z.optional(z.nullable(z.string())),
  callsPerMinute,
});
export type CreateIssuedToken = z.infer<typeof CreateIssuedToken>;

export const RecordFrontToken = z.strictObject({
  kind: z.literal('front'),
  name,
  /** The pasted value. Left out: the token is recorded with notes alone. */
  value: z.optional(z.string().check(z.minLength(1), z.maxLength(LIMITS.frontValue))),
  features: z.optional(features),
  namespaces: z.optional(namespaces),
  /** When left out and a value is given, the scopes that the value itself carries. */
  scopes: z.optional(recordedScopes),
  /** Whether Front is asked whose the value is; left out, `later`: it is recorded as not verified. */
  verify: z.optional(z.enum(VERIFY_WAYS)),
  ...notes,
});
export type RecordFrontToken = z.infer<typeof RecordFrontToken>;

export const CreateToken = z.discriminatedUnion('kind', [CreateIssuedToken, RecordFrontToken]);
export type CreateToken = z.infer<typeof CreateToken>;

/** A token that was just made; of a recorded value it says what Front said of it. */
export const CreatedToken = z.extend(Token, { verification: z.optional(Verification) });
export type CreatedToken = z.infer<typeof CreatedToken>;

/** Every field may be left out; a field that is sent replaces the old one whole. */
export const PatchToken = z.strictObject({
  name: z.optional(name),
  scopes: z.optional(recordedScopes),
  features: z.optional(features),
  namespaces: z.optional(namespaces),
  ...notes,
  backedBy: z.optional(z.nullable(z.string())),
  callsPerMinute,
});
export type PatchToken = z.infer<typeof PatchToken>;

/** What a member, who is no admin, may change: the notes that help the team, nothing that decides a call. */
export const MEMBER_PATCH_FIELDS: readonly (keyof PatchToken)[] = ['purpose', 'tags'];

export const REVEAL_WAYS = ['reveal', 'copy', 'insert'] as const;
export const RevealToken = z.strictObject({ via: z.enum(REVEAL_WAYS) });
export type RevealToken = z.infer<typeof RevealToken>;

export const RevealedValue = z.object({ value: z.string() });

export const TOKEN_SORTS = [
  'name',
  '-name',
  'createdAt',
  '-createdAt',
  'updatedAt',
  '-updatedAt',
  'expiresAt',
  '-expiresAt',
  'lastUsedAt',
  '-lastUsedAt',
] as const;
export type TokenSort = (typeof TOKEN_SORTS)[number];

export const limit = z.optional(
  z.pipe(
    z.string().check(z.regex(/^\d{1,3}$/, 'must be a whole number from 1 to 200')),
    z.pipe(
      z.transform((text: string) => Number(text)),
      z.number().check(z.gte(1), z.lte(LIMITS.pageSize)),
    ),
  ),
);
// A folded name can be eighteen times as long as the name (U+FDFA), and a cursor holds one.
export const cursor = z.optional(z.string().check(z.minLength(1), z.maxLength(8_000)));

export const ListTokensQuery = z.strictObject({
  /** Words; each has to be in name, purpose, tags, owner or environment. Case and accents are ignored. */
  q: z.optional(sought(LIMITS.search)),
  tag: z.optional(sought(LIMITS.tag)),
  kind: z.optional(z.enum(TOKEN_KINDS)),
  /** Left out: all but deleted ones. */
  status: z.optional(z.enum([...TOKEN_STATUSES, 'all'])),
  owner: z.optional(sought(LIMITS.owner)),
  /**
   * Issued tokens that made no call that went out to Front in so many days, never used ones of that
   * age among them. Front does not say when its own tokens are used, so none of them is listed; nor
   * is a deleted one.
   */
  unusedFor: z.optional(
    z.pipe(
      z.string().check(z.regex(/^[1-9]\d{0,3}$/, 'must be a whole number from 1 to 3650')),
      z.pipe(z.transform(Number), z.number().check(z.lte(LIMITS.unusedDays))),
    ),
  ),
  /** Default `name`. A leading `-` turns the order round. Tokens without the time sorted by come last. */
  sort: z.optional(z.enum(TOKEN_SORTS)),
  /** Items a page, 1 to 200, default 50. */
  limit,
  cursor,
});
export type ListTokensQuery = z.infer<typeof ListTokensQuery>;

export const TokenPage = z.object({ items: z.array(Token), nextCursor: z.nullable(z.string()) });
export type TokenPage = z.infer<typeof TokenPage>;

export const ListAuditQuery = z.strictObject({
  token: z.optional(sought(LIMITS.id)),
  actor: z.optional(sought(LIMITS.id)),
  action: z.optional(sought(LIMITS.id)),
  /** What was done through one browser session. */
  session: z.optional(sought(LIMITS.id)),
  /** From this moment on. */
  from: z.optional(givenMoment),
  /** Before this moment. */
  to: z.optional(givenMoment),
  limit,
  cursor,
});
export type ListAuditQuery = z.infer<typeof ListAuditQuery>;

export const ExportAuditQuery = z.strictObject({ format: z.enum(['jsonl', 'csv']) });
export type ExportAuditQuery = z.infer<typeof ExportAuditQuery>;
