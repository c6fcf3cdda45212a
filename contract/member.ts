import * as z from 'zod/mini';
import { isIdOf } from './ids.ts';
import { LIMITS } from './limits.ts';
import { line, moment, noValue, storable } from './texts.ts';

export const ROLES = ['admin', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** `removed` people stay in the list under their name, since the audit log speaks of them. */
export const MEMBER_STATUSES = ['active', 'blocked', 'removed'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** What an admin has decided for the whole company. */
export const CompanyRules = z.object({
  name: z.string(),
  /**
   * A passkey check of the last five minutes is needed to reveal a token marked sensitive, to delete,
   * to export the audit log and to change roles.
   */
  confirmWithPasskey: z.boolean(),
});
export type CompanyRules = z.infer<typeof CompanyRules>;

/** Who is calling. `company` is the name that the first admin gave at set-up. */
export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.optional(z.string()),
  role: z.enum(ROLES),
  company: z.string(),
  rules: CompanyRules,
  /** Tags that this person answers for: what is granted to a tag is granted to them. */
  ownsTags: z.array(z.string()),
  /** Colours of the company’s tags, by folded tag; plain ones are not in it. An older service sends none. */
  tagColors: z.optional(z.record(z.string(), z.string())),
  /** Null for a token that was made on the host. */
  session: z.nullable(
    z.object({
      id: z.string(),
      /** Until when this browser counts as just confirmed by a passkey; null when it never was. */
      confirmedUntil: z.nullable(moment),
    }),
  ),
  /** How many passkeys this person has. */
  passkeys: z.number(),
  /** Requests that wait for an admin's answer; for members 0. */
  openRequests: z.number(),
});
export type Me = z.infer<typeof Me>;

export const MemberIdSchema = idSchema('member');
export const memberParams = z.strictObject({ id: MemberIdSchema });

export const Member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.nullable(z.string()),
  role: z.enum(ROLES),
  status: z.enum(MEMBER_STATUSES),
  ownsTags: z.array(z.string()),
  /** Through single sign-on, or by set-up code or invitation. */
  signsInBy: z.enum(['code', 'sso']),
  passkeys: z.number(),
  createdAt: moment,
  /** Last call of one of their browsers, to the minute; null when there was none. */
  lastSeenAt: z.nullable(moment),
});
export type Member = z.infer<typeof Member>;

export const MemberList = z.object({ items: z.array(Member) });

/** Every field may be left out. `removed` is not set here but by DELETE. */
export const PatchMember = z.strictObject({
  role: z.optional(z.enum(ROLES)),
  status: z.optional(z.enum(['active', 'blocked'])),
  ownsTags: z.optional(z.array(line(LIMITS.tag)).check(z.maxLength(LIMITS.ownedTags))),
});
export type PatchMember = z.infer<typeof PatchMember>;

const email = z.string().check(z.trim(), z.maxLength(LIMITS.email), z.email(), storable, noValue);

export const INVITATION_STATUSES = ['open', 'used', 'expired', 'withdrawn'] as const;

/** A single-use way in. Its code is told once, when it is made, and kept as a hash. */
export const Invitation = z.object({
  id: z.string(),
  /** For whom, as the admin wrote it; they may sign in under another name. */
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  /** Whom it signs in again; left out when it invites somebody new. */
  member: z.optional(z.object({ id: z.string(), name: z.string() })),
  role: z.enum(ROLES),
  status: z.enum(INVITATION_STATUSES),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: moment,
  expiresAt: moment,
  usedBy: z.nullable(z.object({ id: z.string(), name: z.string() })),
});
export type Invitation = z.infer<typeof Invitation>;

export const InvitationList = z.object({ items: z.array(Invitation) });

/**
 * Either `role`, with `name` and `email` as far as they are known, for somebody new; or `memberId`
 * alone, for a link that signs somebody in again who has neither passkey nor company account.
 */
export const CreateInvitation = z.strictObject({
  role: z.optional(z.enum(ROLES)),
  name: z.optional(line(LIMITS.person)),
  email: z.optional(email),
  memberId: z.optional(MemberIdSchema),
});
export type CreateInvitation = z.infer<typeof CreateInvitation>;

/** `link` holds the code behind `#`, where no server log sees it. */
export const CreatedInvitation = z.object({ invitation: Invitation, link: z.string() });
export type CreatedInvitation = z.infer<typeof CreatedInvitation>;

export const invitationParams = z.strictObject({ id: idSchema('invitation') });

/** A browser in which somebody is signed in. */
export const BrowserSession = z.object({
  id: z.string(),
  /** Such as “Firefox 153 on Linux”, read from its User-Agent. */
  browser: z.string(),
  createdAt: moment,
  lastSeenAt: moment,
  /** Network address of its last call. */
  address: z.nullable(z.string()),
  /** The one that is asking. */
  current: z.boolean(),
});
export type BrowserSession = z.infer<typeof BrowserSession>;

export const BrowserSessionList = z.object({ items: z.array(BrowserSession) });
export const ownSessionParams = z.strictObject({ sessionId: idSchema('session') });
export const memberSessionParams = z.strictObject({
  id: MemberIdSchema,
  sessionId: idSchema('session'),
});

/** A passkey (WebAuthn credential) of a person. The key itself is not told. */
export const Passkey = z.object({
  id: z.string(),
  /** Browser in which it was made. */
  name: z.string(),
  createdAt: moment,
  lastUsedAt: z.nullable(moment),
});
export type Passkey = z.infer<typeof Passkey>;

export const PasskeyList = z.object({ items: z.array(Passkey) });
export const passkeyParams = z.strictObject({ passkeyId: idSchema('passkey') });

export const PatchCompany = z.strictObject({
  name: z.optional(line(LIMITS.person)),
  confirmWithPasskey: z.optional(z.boolean()),
});
export type PatchCompany = z.infer<typeof PatchCompany>;

/** One token whose value somebody has seen: what has to be rotated when they leave. */
export const SeenToken = z.object({
  token: z.object({
    id: z.string(),
    name: z.string(),
    status: z.enum(['active', 'expired', 'deleted']),
  }),
  firstSeenAt: moment,
  lastSeenAt: moment,
  times: z.number(),
});
export type SeenToken = z.infer<typeof SeenToken>;
export const SeenTokenList = z.object({ items: z.array(SeenToken) });

export const Health = z.object({
  status: z.literal('ok'),
  service: z.string(),
  version: z.string(),
  apiVersion: z.number(),
});
export type Health = z.infer<typeof Health>;

export const Readiness = z.object({ status: z.enum(['ready', 'not_ready']) });

function idSchema(kind: 'member' | 'invitation' | 'session' | 'passkey') {
  return z
    .string()
    .check(z.refine((text: string) => isIdOf(kind, text), { error: 'is not an id' }));
}
