import type { Finding, HealthFacts } from '../../contract/token-health.ts';
import type { Token } from '../../contract/token.ts';
import { scopeWords } from '../words/scope-words.ts';
import { dayWords } from '../words/time-words.ts';
import { FIRST_CALL_DAYS, UNUSED_DAYS } from './judge-health.ts';

/** The one act that settles a finding. */
export type HealthAct = 'delete' | 'rotate' | 'narrow' | 'edit' | 'verify' | 'look';

/** A few words for a filter. */
export const FINDING_NAMES: Readonly<Record<Finding, string>> = {
  other_company: 'Another company’s',
  seen_by_left: 'Seen by people who left',
  owner_left: 'Owner left',
  refused: 'Refused by Front',
  never_used: 'Never used',
  unused: `Not used for ${UNUSED_DAYS} days`,
  too_wide: 'May more than it needs',
  old: 'Old value',
  no_owner: 'No owner',
  no_purpose: 'No purpose',
  not_verified: 'Not verified',
  no_expiry: 'Does not expire',
  poor_name: 'Poor name',
};

export const ACT_OF: Readonly<Record<Finding, HealthAct>> = {
  other_company: 'look',
  seen_by_left: 'rotate',
  owner_left: 'edit',
  refused: 'rotate',
  never_used: 'delete',
  unused: 'delete',
  too_wide: 'narrow',
  old: 'rotate',
  no_owner: 'edit',
  no_purpose: 'edit',
  not_verified: 'verify',
  no_expiry: 'edit',
  poor_name: 'edit',
};

/** What the button or link to that act says. */
export function actWords(finding: Finding, kind: Token['kind']): string {
  switch (finding) {
    case 'owner_left':
    case 'no_owner':
      return 'Set an owner';
    case 'no_purpose':
      return 'Write the purpose';
    case 'no_expiry':
      return 'Set an expiry';
    case 'poor_name':
      return 'Rename it';
    case 'too_wide':
      return 'Narrow it';
    case 'not_verified':
      return 'Ask Front';
    case 'never_used':
    case 'unused':
      return 'Delete';
    case 'other_company':
      return 'Look at it';
    case 'seen_by_left':
    case 'refused':
    case 'old':
      return kind === 'front' ? 'Replace its value' : 'Give it a new value';
  }
}

/** One finding as a sentence. */
export function findingWords(finding: Finding, token: Token, facts: HealthFacts | null): string {
  switch (finding) {
    case 'other_company':
      return 'Front named another company for its value than for the other tokens.';
    case 'seen_by_left':
      return `${namesOf(facts)} saw its value and left. It is still the same.`;
    case 'owner_left':
      return `Its owner, ${token.owner ?? 'somebody'}, has left.`;
    case 'refused':
      return 'Front did not accept its value when it was asked.';
    case 'never_used':
      return `It is more than ${FIRST_CALL_DAYS} days old, and no call ever came with it.`;
    case 'unused':
      return token.lastUsedAt === null
        ? 'No call came with it for long.'
        : `The last call came on ${dayWords(token.lastUsedAt)}.`;
    case 'too_wide':
      return wideWords(token, facts);
    case 'old':
      return `Its value is of ${dayWords(facts?.valueSince ?? token.createdAt)}.`;
    case 'no_owner':
      return 'Nobody is noted as its owner.';
    case 'no_purpose':
      return 'Nobody wrote what it is for.';
    case 'not_verified':
      return facts?.verification === 'unreachable'
        ? 'Front did not answer when it was asked about its value.'
        : 'Front was never asked about its value.';
    case 'no_expiry':
      return token.kind === 'front'
        ? 'Nothing reminds you to replace it.'
        : 'It works until somebody ends it.';
    case 'poor_name':
      return 'Its name will hardly say what it is for in two years.';
  }
}

function namesOf(facts: HealthFacts | null): string {
  const names = facts?.seenByLeft.map(({ name }) => name) ?? [];
  const [first, second, ...more] = names;
  if (first === undefined) return 'Somebody';
  if (second === undefined) return first;
  return more.length === 0
    ? `${first} and ${second}`
    : `${first}, ${second} and ${more.length} more`;
}

function wideWords({ scopes }: Token, facts: HealthFacts | null): string {
  const unused = facts?.unusedScopes ?? null;
  if (unused === null) return 'It may do more than it was asked to.';
  const shown = unused.scopes.slice(0, 3).map((scope) => `“${scopeWords(scope)}”`);
  const more = unused.scopes.length - shown.length;
  const list = `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return `No call since ${dayWords(unused.since)} asked for ${list}, of its ${scopes.length} permissions.`;
}
