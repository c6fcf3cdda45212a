import { AUDIT_ACTIONS, type AuditAction, type AuditEvent } from '../../contract/audit.ts';
import { FINDINGS, type Finding } from '../../contract/token-health.ts';
import { FINDING_NAMES } from '../health/finding-names.ts';
import { list, locale, number } from '../i18n/locale.ts';
import { t, type FilledTextKey, type PartsOf, type PlainTextKey } from '../i18n/t.ts';

type Detail = AuditEvent['detail'];

/** What stands behind the name of whoever did it. A new action does not compile until it has words. */
const WORDS: Readonly<Record<AuditAction, (event: AuditEvent) => string>> = {
  'setup_code.created': () => t('audit.setupCodeCreated'),
  'setup.completed': () => t('audit.setUp'),
  'session.signed_in': ({ via }) => byWay(via, 'audit.signedIn', 'audit.signedInBy'),
  'session.signed_out': ({ via }) =>
    via === 'replaced' ? t('audit.sessionReplaced') : t('audit.signedOut'),
  'access_token.created': () => t('audit.accessTokenCreated'),
  'token.created': ({ detail }) =>
    detail.kind === 'front' ? t('audit.tokenRecorded') : t('audit.tokenCreated'),
  'token.updated': ({ detail }) => changedWords(detail.fields),
  'token.revealed': ({ via }) => t(ofTable(REVEAL_TEXTS, via) ?? 'audit.revealed'),
  'token.reveal_refused': () => t('audit.revealRefused'),
  'token.deleted': () => t('audit.tokenDeleted'),
  'token.rotated': ({ detail }) =>
    detail.kind === 'front' ? t('audit.valueReplaced') : t('audit.tokenRotated'),
  'token.grace_ended': () => t('audit.graceEnded'),
  'token.previous_asked': ({ detail }) =>
    t(ofTable(PREVIOUS_TEXTS, detail.answer) ?? 'audit.previousAsked'),
  'token.value_restored': () => t('audit.valueRestored'),
  'token.verified': ({ detail }) =>
    t(ofTable(VERIFIED_TEXTS, detail.verification) ?? 'audit.verified'),
  'token.found': ({ detail }) =>
    detail.state === 'current' ? t('audit.found') : t('audit.foundEarlier'),
  'tokens.looked_for': ({ detail }) => lookedForWords(detail),
  'finding.snoozed': ({ detail }) => t('audit.snoozed', { finding: findingName(detail.finding) }),
  'finding.resumed': ({ detail }) => t('audit.resumed', { finding: findingName(detail.finding) }),
  'grant.given': ({ detail }) => t('audit.granted', { who: granteeWords(detail.to) }),
  'grant.taken': ({ detail }) => t('audit.grantTaken', { who: granteeWords(detail.from) }),
  'request.made': () => t('audit.requestMade'),
  'request.withdrawn': () => t('audit.requestWithdrawn'),
  'request.granted': about('audit.requestGranted'),
  'request.refused': about('audit.requestRefused'),
  'member.invited': about('audit.invited'),
  'invitation.withdrawn': about('audit.invitationWithdrawn'),
  'member.joined': ({ via }) => byWay(via, 'audit.joined', 'audit.joinedBy'),
  'member.changed': ({ detail }) => memberChangeWords(detail),
  'member.blocked': about('audit.blocked'),
  'member.unblocked': about('audit.unblocked'),
  'member.removed': about('audit.removed'),
  'session.ended': ({ detail }) =>
    'member' in detail
      ? t('audit.sessionEndedOf', { who: personWords(detail) })
      : t('audit.sessionEnded'),
  'passkey.added': () => t('audit.passkeyAdded'),
  'passkey.removed': ({ detail }) =>
    detail.because === 'linked' ? t('audit.passkeyUnlinked') : t('audit.passkeyRemoved'),
  'passkey.confirmed': () => t('audit.passkeyConfirmed'),
  'company.changed': () => t('audit.companyChanged'),
  'tag.changed': ({ detail }) => tagChangeWords(detail),
  'tag.merged': ({ detail }) =>
    t('audit.tagMerged', { from: textOr(detail.from), into: textOr(detail.into) }),
  'audit.exported': () => t('audit.exported'),
  'audit.verified': () => t('audit.logVerified'),
  'master_key.changed': () => t('audit.masterKeyChanged'),
  'backup.made': () => t('audit.backupMade'),
  'backup.restored': () => t('audit.backupRestored'),
  'call.refused': ({ detail }) => refusedCallWords(detail),
  'message.refused': ({ detail }) => refusedMessageWords(detail),
  'sign_in.refused': ({ via }) => byWay(via, 'audit.signInRefused', 'audit.signInRefusedBy'),
};

/** What an event says, to be read behind the name of who did it. An unknown action stays as it came. */
export function auditWords(event: AuditEvent): string {
  return isKnown(event.action) ? WORDS[event.action](event) : event.action;
}

const ACTION_NAMES = {
  'setup_code.created': 'audit.nameSetupCodeCreated',
  'setup.completed': 'audit.nameSetupCompleted',
  'session.signed_in': 'audit.nameSessionSignedIn',
  'session.signed_out': 'audit.nameSessionSignedOut',
  'access_token.created': 'audit.nameAccessTokenCreated',
  'token.created': 'audit.nameTokenCreated',
  'token.updated': 'audit.nameTokenUpdated',
  'token.revealed': 'audit.nameTokenRevealed',
  'token.reveal_refused': 'audit.nameTokenRevealRefused',
  'token.deleted': 'audit.nameTokenDeleted',
  'token.rotated': 'audit.nameTokenRotated',
  'token.grace_ended': 'audit.nameTokenGraceEnded',
  'token.previous_asked': 'audit.nameTokenPreviousAsked',
  'token.value_restored': 'audit.nameTokenValueRestored',
  'token.verified': 'audit.nameTokenVerified',
  'token.found': 'audit.nameTokenFound',
  'tokens.looked_for': 'audit.nameTokensLookedFor',
  'finding.snoozed': 'audit.nameFindingSnoozed',
  'finding.resumed': 'audit.nameFindingResumed',
  'grant.given': 'audit.nameGrantGiven',
  'grant.taken': 'audit.nameGrantTaken',
  'request.made': 'audit.nameRequestMade',
  'request.withdrawn': 'audit.nameRequestWithdrawn',
  'request.granted': 'audit.nameRequestGranted',
  'request.refused': 'audit.nameRequestRefused',
  'member.invited': 'audit.nameMemberInvited',
  'invitation.withdrawn': 'audit.nameInvitationWithdrawn',
  'member.joined': 'audit.nameMemberJoined',
  'member.changed': 'audit.nameMemberChanged',
  'member.blocked': 'audit.nameMemberBlocked',
  'member.unblocked': 'audit.nameMemberUnblocked',
  'member.removed': 'audit.nameMemberRemoved',
  'session.ended': 'audit.nameSessionEnded',
  'passkey.added': 'audit.namePasskeyAdded',
  'passkey.removed': 'audit.namePasskeyRemoved',
  'passkey.confirmed': 'audit.namePasskeyConfirmed',
  'company.changed': 'audit.nameCompanyChanged',
  'tag.changed': 'audit.nameTagChanged',
  'tag.merged': 'audit.nameTagMerged',
  'audit.exported': 'audit.nameAuditExported',
  'audit.verified': 'audit.nameAuditVerified',
  'master_key.changed': 'audit.nameMasterKeyChanged',
  'backup.made': 'audit.nameBackupMade',
  'backup.restored': 'audit.nameBackupRestored',
  'call.refused': 'audit.nameCallRefused',
  'message.refused': 'audit.nameMessageRefused',
  'sign_in.refused': 'audit.nameSignInRefused',
} as const satisfies Record<AuditAction, PlainTextKey>;

/** All actions by the name that a filter shows, in the order of those names. */
export function actionChoices(): readonly { action: AuditAction; name: string }[] {
  const now = locale();
  return AUDIT_ACTIONS.map((action) => ({ action, name: t(ACTION_NAMES[action]) })).sort((a, b) =>
    a.name.localeCompare(b.name, now),
  );
}

function isKnown(action: string): action is AuditAction {
  return Object.hasOwn(WORDS, action);
}

type Table = Readonly<Record<string, PlainTextKey>>;

function ofTable(table: Table, key: unknown): PlainTextKey | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined;
}

const REVEAL_TEXTS: Table = { copy: 'audit.revealedByCopy', insert: 'audit.revealedByInsert' };

const PREVIOUS_TEXTS: Table = {
  works: 'audit.previousWorks',
  refused: 'audit.previousRefused',
  unreachable: 'audit.previousUnanswered',
};

const VERIFIED_TEXTS: Table = {
  verified: 'audit.verifiedTaken',
  other_company: 'audit.verifiedOtherCompany',
  refused: 'audit.verifiedRefused',
  unreachable: 'audit.verifiedUnanswered',
};

const WAY_TEXTS: Table = {
  setup_code: 'audit.waySetupCode',
  invitation: 'audit.wayInvitation',
  passkey: 'audit.wayPasskey',
  sso: 'audit.waySso',
  frame: 'audit.wayFrame',
};

type KeyWith<Name extends string> = {
  [Key in FilledTextKey]: Name extends PartsOf<Key>
    ? PartsOf<Key> extends Name
      ? Key
      : never
    : never;
}[FilledTextKey];

function byWay(via: string | null, plain: PlainTextKey, withWay: KeyWith<'way'>): string {
  const way = ofTable(WAY_TEXTS, via);
  return way === undefined ? t(plain) : t(withWay, { way: t(way) });
}

/** Something that was done to a person. */
function about(key: KeyWith<'who'>): (event: AuditEvent) => string {
  return ({ detail }) => t(key, { who: personWords(detail) });
}

const FIELD_TEXTS: Table = {
  scopes: 'audit.fieldScopes',
  features: 'audit.fieldFeatures',
  namespaces: 'audit.fieldNamespaces',
  name: 'audit.fieldName',
  purpose: 'audit.fieldPurpose',
  tags: 'audit.fieldTags',
  owner: 'audit.fieldOwner',
  environment: 'audit.fieldEnvironment',
  usedIn: 'audit.fieldUsedIn',
  expiresAt: 'audit.fieldExpiresAt',
  backedBy: 'audit.fieldBackedBy',
  callsPerMinute: 'audit.fieldCallsPerMinute',
  sensitive: 'audit.fieldSensitive',
};

function changedWords(fields: unknown): string {
  const names = Array.isArray(fields) ? fields.map(String) : [];
  if (names.length === 0) return t('audit.changedSomething');
  const words = names.map((name) => {
    const key = ofTable(FIELD_TEXTS, name);
    return key === undefined ? name : t(key);
  });
  return t('audit.changed', { fields: list(words) });
}

function findingName(finding: unknown): string {
  return isFinding(finding) ? t(FINDING_NAMES[finding]) : textOr(finding);
}

function isFinding(finding: unknown): finding is Finding {
  return (FINDINGS as readonly unknown[]).includes(finding);
}

function lookedForWords({ values, found }: Detail): string {
  if (typeof values !== 'number' || typeof found !== 'number') return t('audit.lookedForSome');
  return t('audit.lookedFor', values, { count: number(values), found: number(found) });
}

function refusedCallWords({ leftOut, code }: Detail): string {
  if (typeof leftOut === 'number') {
    return t('audit.refusedMore', leftOut, { count: number(leftOut) });
  }
  return typeof code === 'string'
    ? t('audit.callRefusedWith', { code: code.replaceAll('_', ' ') })
    : t('audit.callRefused');
}

/** A role is told as what it is now; of tags, that they are others. */
function memberChangeWords(detail: Detail): string {
  const who = personWords(detail);
  const to = roleOf(detail.role);
  if (to === null) return t('audit.tagsOfMember', { who });
  const withTags = 'ownsTags' in detail;
  if (to === 'admin') {
    return withTags ? t('audit.madeAdminWithTags', { who }) : t('audit.madeAdmin', { who });
  }
  return withTags ? t('audit.madeMemberWithTags', { who }) : t('audit.madeMember', { who });
}

function tagChangeWords({ tag, renamed }: Detail): string {
  const isRenamed = typeof renamed === 'object' && renamed !== null && 'from' in renamed;
  return isRenamed
    ? t('audit.tagRenamed', { from: textOr(renamed.from), to: textOr(tag) })
    : t('audit.tagColoured', { tag: textOr(tag) });
}

function roleOf(role: unknown): unknown {
  return typeof role === 'object' && role !== null && 'to' in role ? role.to : (role ?? null);
}

function granteeWords(to: unknown): string {
  if (typeof to !== 'object' || to === null) return t('audit.somebody');
  if ('tag' in to && typeof to.tag === 'string') return t('audit.ownersOf', { tag: to.tag });
  return nameOf(to) ?? t('audit.somebody');
}

function personWords({ member, name, email }: Detail): string {
  return nameOf(member) ?? textOf(name) ?? textOf(email) ?? t('audit.somebody');
}

function nameOf(person: unknown): string | null {
  if (typeof person !== 'object' || person === null) return textOf(person);
  return 'name' in person ? textOf(person.name) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function textOr(value: unknown): string {
  return textOf(value) ?? '…';
}

const SENDER_TEXTS: Table = {
  settings_script: 'audit.senderSettings',
  reference_script: 'audit.senderReference',
  other_extension: 'audit.senderExtension',
  extension_page: 'audit.senderOwn',
};

/** The message was refused in this person's browser; they need not know of it. */
function refusedMessageWords({ message, from, origin, count }: Detail): string {
  const sender = t(ofTable(SENDER_TEXTS, from) ?? 'audit.senderStranger');
  const named = textOf(origin);
  const parts = {
    sender: named === null ? sender : t('audit.senderAt', { sender, origin: named }),
    count: number(typeof count === 'number' ? count : 1),
  };
  const times = typeof count === 'number' ? count : 1;
  return typeof message === 'string' && message !== 'unknown'
    ? t('audit.messageRefusedOf', times, { ...parts, message })
    : t('audit.messageRefused', times, parts);
}
