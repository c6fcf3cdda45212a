import * as z from 'zod/mini';
import { TOKEN_KINDS, TOKEN_STATUSES } from './token.ts';
import { moment } from './texts.ts';

/** Digests in one question. */
export const MOST_DIGESTS = 100;

/** Lower-case hex of the SHA-256 of a value. The value itself is never sent. */
export const valueDigest = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex'));

export const FindTokens = z.strictObject({
  digests: z.array(valueDigest).check(z.minLength(1), z.maxLength(MOST_DIGESTS)),
});
export type FindTokens = z.infer<typeof FindTokens>;

/** A value that is, or was, of a token in the register. */
export const FoundValue = z.object({
  digest: z.string(),
  token: z.object({
    id: z.string(),
    kind: z.enum(TOKEN_KINDS),
    name: z.string(),
    status: z.enum(TOKEN_STATUSES),
    purpose: z.string(),
    owner: z.nullable(z.string()),
    /** When the token was deleted; null while it is there. */
    deletedAt: z.nullable(moment),
  }),
  /** `current`: the value that the token has. `earlier`: one that was replaced. `deleted`: the token is gone. */
  state: z.enum(['current', 'earlier', 'deleted']),
  /** For an earlier value of an issued token that still works: until when. */
  worksUntil: z.nullable(moment),
});
export type FoundValue = z.infer<typeof FoundValue>;

export const FoundTokens = z.object({
  /** In the order of the question; what is not here is not known. */
  items: z.array(FoundValue),
  /** Values that were replaced or deleted before this moment can’t be recognised. */
  rememberedSince: moment,
});
export type FoundTokens = z.infer<typeof FoundTokens>;
