import { AUDIT_ACTIONS, type AuditAction, type AuditEvent } from '../../contract/audit.ts';

type Wording = (event: AuditEvent) => string;

/** What stands behind the name of whoever did it. A new action does not compile until it has words. */
const WORDS: Readonly<Record<AuditAction, Wording>> = {
  'setup_code.created': () => 'made a set-up code on the host',
  'setup.completed': () => 'set up the company',
  'session.signed_in': ({ via }) => `signed in${wayWords(via)}`,
  'session.signed_out': ({ via }) =>
    via === 'replaced' ? 'went on in the session that was confirmed' : 'signed out',
  'access_token.created': () => 'made an access token on the host',
  'token.created': ({ detail }) =>
    detail.kind === 'front' ? 'recorded the token' : 'created the token',
  'token.updated': ({ detail }) => `changed ${fieldWords(detail.fields)}`,
  'token.revealed': ({ via }) => REVEAL_WORDS[via ?? ''] ?? 'looked at the value',
  'token.reveal_refused': () => 'was refused the value',
  'token.deleted': () => 'deleted the token',
  'token.rotated': ({ detail }) =>
    detail.kind === 'front' ? 'replaced the value' : 'gave it a new value',
  'token.grace_ended': () => 'ended the old value',
  'token.previous_asked': ({ detail }) =>
    `asked Front about the earlier value${previousWords(detail.answer)}`,
  'token.value_restored': () => 'put the earlier value back',
  'token.verified': ({ detail }) => `asked Front about the value${saidWords(detail.verification)}`,
  'token.found': ({ detail }) =>
    detail.state === 'current' ? 'found the value in a text' : 'found an earlier value in a text',
  'tokens.looked_for': ({ detail }) => lookedForWords(detail),
  'finding.snoozed': ({ detail }) => `put aside that ${findingWords(detail.finding)}`,
  'finding.resumed': ({ detail }) => `took up again that ${findingWords(detail.finding)}`,
  'grant.given': ({ detail }) => `let ${granteeWords(detail.to)} see the value`,
  'grant.taken': ({ detail }) => `no longer lets ${granteeWords(detail.from)} see the value`,
  'request.made': () => 'asked to see the value',
  'request.withdrawn': () => 'withdrew the request',
  'request.granted': ({ detail }) => `granted the request of ${personWords(detail)}`,
  'request.refused': ({ detail }) => `refused the request of ${personWords(detail)}`,
  'member.invited': ({ detail }) => `invited ${personWords(detail)}`,
  'invitation.withdrawn': ({ detail }) => `withdrew the invitation of ${personWords(detail)}`,
  'member.joined': ({ via }) => `joined${wayWords(via)}`,
  'member.changed': ({ detail }) => memberChangeWords(detail),
  'member.blocked': ({ detail }) => `blocked ${personWords(detail)}`,
  'member.unblocked': ({ detail }) => `unblocked ${personWords(detail)}`,
  'member.removed': ({ detail }) => `removed ${personWords(detail)}`,
  'session.ended': ({ detail }) =>
    'member' in detail
      ? `signed ${personWords(detail)} out of a browser`
      : 'ended a browser’s session',
  'passkey.added': () => 'added a passkey',
  'passkey.removed': ({ detail }) =>
    detail.because === 'linked'
      ? 'came with a company account, which ended a passkey from before'
      : 'removed a passkey',
  'passkey.confirmed': () => 'confirmed with a passkey',
  'company.changed': () => 'changed the company’s name or rules',
  'tag.changed': ({ detail }) => tagChangeWords(detail),
  'tag.merged': ({ detail }) => `merged ${tagWords(detail.from)} into ${tagWords(detail.into)}`,
  'audit.exported': () => 'exported the log',
  'audit.verified': () => 'verified the log',
  'master_key.changed': () => 'changed the master key',
  'backup.made': () => 'made a backup',
  'backup.restored': () => 'restored a backup',
  'call.refused': ({ detail }) =>
    typeof detail.leftOut === 'number'
      ? `was refused ${detail.leftOut} more times within a minute`
      : `was refused a call${codeWords(detail.code)}`,
  'message.refused': ({ detail }) => refusedMessageWords(detail),
  'sign_in.refused': ({ via }) => `was refused a sign-in${wayWords(via)}`,
};

/** What an event says, to be read behind the name of who did it. An unknown action stays as it came. */
export function auditWords(event: AuditEvent): string {
  return isKnown(event.action) ? WORDS[event.action](event) : event.action;
}

const ACTION_NAMES: Readonly<Record<AuditAction, string>> = {
  'setup_code.created': 'Set-up code made',
  'setup.completed': 'Company set up',
  'session.signed_in': 'Signed in',
  'session.signed_out': 'Signed out',
  'access_token.created': 'Access token made on the host',
  'token.created': 'Token created or recorded',
  'token.updated': 'Token changed',
  'token.revealed': 'Value revealed or copied',
  'token.reveal_refused': 'Value refused',
  'token.deleted': 'Token deleted',
  'token.rotated': 'New value',
  'token.grace_ended': 'Old value ended',
  'token.previous_asked': 'Earlier value asked about',
  'token.value_restored': 'Earlier value put back',
  'token.verified': 'Front asked about a value',
  'token.found': 'Value found in a text',
  'tokens.looked_for': 'Values looked for',
  'finding.snoozed': 'Finding put aside',
  'finding.resumed': 'Finding taken up again',
  'grant.given': 'Access given',
  'grant.taken': 'Access taken back',
  'request.made': 'Access asked for',
  'request.withdrawn': 'Request withdrawn',
  'request.granted': 'Request granted',
  'request.refused': 'Request refused',
  'member.invited': 'Person invited',
  'invitation.withdrawn': 'Invitation withdrawn',
  'member.joined': 'Person joined',
  'member.changed': 'Person changed',
  'member.blocked': 'Person blocked',
  'member.unblocked': 'Person unblocked',
  'member.removed': 'Person removed',
  'session.ended': 'Browser signed out',
  'passkey.added': 'Passkey added',
  'passkey.removed': 'Passkey removed',
  'passkey.confirmed': 'Passkey confirmed',
  'company.changed': 'Company changed',
  'tag.changed': 'Tag renamed or coloured',
  'tag.merged': 'Tag merged',
  'audit.exported': 'Log exported',
  'audit.verified': 'Log verified',
  'master_key.changed': 'Master key changed',
  'backup.made': 'Backup made',
  'backup.restored': 'Backup restored',
  'call.refused': 'Call refused',
  'message.refused': 'Message refused',
  'sign_in.refused': 'Sign-in refused',
};

/** All actions by the name that a filter shows, in the order of those names. */
export const ACTION_CHOICES: readonly { action: AuditAction; name: string }[] = AUDIT_ACTIONS.map(
  (action) => ({ action, name: ACTION_NAMES[action] }),
).sort((a, b) => a.name.localeCompare(b.name));

function isKnown(action: string): action is AuditAction {
  return Object.hasOwn(WORDS, action);
}

const REVEAL_WORDS: Readonly<Record<string, string>> = {
  copy: 'copied the value',
  insert: 'had the value filled in',
};

const WAYS: Readonly<Record<string, string>> = {
  setup_code: ' with a set-up code',
  invitation: ' with an invitation',
  passkey: ' with a passkey',
  sso: ' through the company’s account',
  frame: ' inside another page',
};

function wayWords(via: string | null): string {
  return WAYS[via ?? ''] ?? '';
}

function codeWords(code: unknown): string {
  return typeof code === 'string' ? ` (${code.replaceAll('_', ' ')})` : '';
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  scopes: 'the permissions',
  features: 'the features',
  namespaces: 'the namespaces',
  name: 'the name',
  purpose: 'the purpose',
  tags: 'the tags',
  owner: 'the owner',
  environment: 'the environment',
  usedIn: 'where it is used',
  expiresAt: 'the expiry',
  backedBy: 'the Front token behind it',
  callsPerMinute: 'calls a minute',
  sensitive: 'whether it is sensitive',
};

const FINDING_WORDS: Readonly<Record<string, string>> = {
  other_company: 'it is another company’s',
  seen_by_left: 'somebody who left has seen the value',
  owner_left: 'its owner has left',
  refused: 'Front refused the value',
  never_used: 'it was never used',
  unused: 'it is not used any more',
  too_wide: 'it may do more than it needs',
  old: 'its value is old',
  no_owner: 'it has no owner',
  no_purpose: 'it has no purpose',
  not_verified: 'its value is not verified',
  no_expiry: 'it does not expire',
  poor_name: 'its name is poor',
};

function findingWords(finding: unknown): string {
  return FINDING_WORDS[String(finding)] ?? 'something should be looked at';
}

const SAID_WORDS: Readonly<Record<string, string>> = {
  verified: ', which took it',
  other_company: ', which named another company',
  refused: ', which refused it',
  unreachable: ', which did not answer',
};

function saidWords(verification: unknown): string {
  return SAID_WORDS[String(verification)] ?? '';
}

function lookedForWords({ values, found }: AuditEvent['detail']): string {
  if (typeof values !== 'number' || typeof found !== 'number') return 'asked whose some values are';
  return `asked whose ${values === 1 ? 'a value is' : `${values} values are`}; ${found} known`;
}

const PREVIOUS_WORDS: Readonly<Record<string, string>> = {
  works: ', which still took it',
  refused: ', which refused it',
  unreachable: ', which did not answer',
};

function previousWords(answer: unknown): string {
  return PREVIOUS_WORDS[String(answer)] ?? '';
}

/** A role is told as what it is now; of tags, that they are others. */
function memberChangeWords(detail: AuditEvent['detail']): string {
  const who = personWords(detail);
  const to = roleOf(detail.role);
  if (to === null) return `changed the tags of ${who}`;
  const made = `made ${who} ${to === 'admin' ? 'an admin' : 'a member'}`;
  return 'ownsTags' in detail ? `${made} and changed their tags` : made;
}

function tagChangeWords({ tag, renamed }: AuditEvent['detail']): string {
  const isRenamed = typeof renamed === 'object' && renamed !== null && 'from' in renamed;
  return isRenamed
    ? `renamed ${tagWords(renamed.from)} to ${tagWords(tag)}`
    : `gave ${tagWords(tag)} another colour`;
}

function tagWords(tag: unknown): string {
  return typeof tag === 'string' ? `the tag “${tag}”` : 'a tag';
}

function roleOf(role: unknown): unknown {
  return typeof role === 'object' && role !== null && 'to' in role ? role.to : (role ?? null);
}

function fieldWords(fields: unknown): string {
  const names = Array.isArray(fields) ? fields.map(String) : [];
  return names.length === 0
    ? 'something'
    : names.map((name) => FIELD_WORDS[name] ?? name).join(', ');
}

function granteeWords(to: unknown): string {
  if (typeof to !== 'object' || to === null) return 'somebody';
  if ('tag' in to && typeof to.tag === 'string') return `owners of “${to.tag}”`;
  return nameOf(to) ?? 'somebody';
}

function personWords({ member, name, email }: AuditEvent['detail']): string {
  return nameOf(member) ?? textOf(name) ?? textOf(email) ?? 'somebody';
}

function nameOf(person: unknown): string | null {
  if (typeof person !== 'object' || person === null) return textOf(person);
  return 'name' in person ? textOf(person.name) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

const SENDER_WORDS: Readonly<Record<string, string>> = {
  settings_script: 'a page of Front',
  reference_script: 'Front’s API reference',
  other_extension: 'another extension',
  extension_page: 'an own page',
};

/** The message was refused in this person's browser; they need not know of it. */
function refusedMessageWords({ message, from, origin, count }: AuditEvent['detail']): string {
  const sender = SENDER_WORDS[String(from)] ?? 'a stranger';
  const named = typeof origin === 'string' && origin !== '' ? ` (${origin})` : '';
  const times = typeof count === 'number' && count > 1 ? `, ${count} times` : '';
  const what = typeof message === 'string' && message !== 'unknown' ? ` ${message}` : '';
  return `had a message${what} from ${sender}${named} refused in the browser${times}`;
}
