import * as z from 'zod/mini';

/** Everything that leaves a row in the audit log. */
export const AUDIT_ACTIONS = [
  'setup_code.created',
  'setup.completed',
  'session.signed_in',
  'session.signed_out',
  'access_token.created',
  'token.created',
  'token.updated',
  'token.revealed',
  'token.reveal_refused',
  'token.deleted',
  'token.rotated',
  'token.grace_ended',
  'token.previous_asked',
  'token.value_restored',
  'token.verified',
  'token.found',
  'tokens.looked_for',
  'finding.snoozed',
  'finding.resumed',
  'grant.given',
  'grant.taken',
  'request.made',
  'request.withdrawn',
  'request.granted',
  'request.refused',
  'member.invited',
  'invitation.withdrawn',
  'member.joined',
  'member.changed',
  'member.blocked',
  'member.unblocked',
  'member.removed',
  'session.ended',
  'passkey.added',
  'passkey.removed',
  'passkey.confirmed',
  'company.changed',
  'tag.changed',
  'tag.merged',
  'audit.exported',
  'audit.verified',
  'master_key.changed',
  'backup.made',
  'backup.restored',
  'call.refused',
  'message.refused',
  'sign_in.refused',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** One thing that somebody did. `detail` holds names of fields and ways, never a token's value. */
export const AuditEvent = z.object({
  id: z.string(),
  at: z.iso.datetime({ precision: 3 }),
  action: z.string(),
  actor: z.object({ id: z.string(), name: z.string() }),
  token: z.nullable(z.object({ id: z.string(), name: z.string() })),
  /** For `token.revealed`: `reveal`, `copy` or `insert`. */
  via: z.nullable(z.string()),
  detail: z.record(z.string(), z.unknown()),
  /** The browser session it came through; null for commands on the host and tokens made there. */
  session: z.nullable(z.object({ id: z.string(), browser: z.string() })),
  /** Address of the caller as the service saw it; null for commands on the host. */
  address: z.nullable(z.string()),
  /** Chained HMAC of this row and the one before it, base64url. */
  hash: z.string(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

export const AuditPage = z.object({
  items: z.array(AuditEvent),
  nextCursor: z.nullable(z.string()),
});
export type AuditPage = z.infer<typeof AuditPage>;
