import type { Finding, HealthFacts } from '../../contract/token-health.ts';
import type { Token } from '../../contract/token.ts';
import { number } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';
import { atMost } from '../words/at-most.ts';
import { scopeWords } from '../words/scope-words.ts';
import { dayWords } from '../words/time-words.ts';
import { FIRST_CALL_DAYS } from './judge-health.ts';

/** The one act that settles a finding. */
export type HealthAct = 'delete' | 'rotate' | 'narrow' | 'edit' | 'verify' | 'look';

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
      return t('health.actOwner');
    case 'no_purpose':
      return t('health.actPurpose');
    case 'no_expiry':
      return t('health.actExpiry');
    case 'poor_name':
      return t('health.actName');
    case 'too_wide':
      return t('health.actNarrow');
    case 'not_verified':
      return t('health.actVerify');
    case 'never_used':
    case 'unused':
      return t('health.actDelete');
    case 'other_company':
      return t('health.actLook');
    case 'seen_by_left':
    case 'refused':
    case 'old':
      return kind === 'front' ? t('health.actReplace') : t('health.actRotate');
  }
}

/** One finding as a sentence. */
export function findingWords(finding: Finding, token: Token, facts: HealthFacts | null): string {
  switch (finding) {
    case 'other_company':
      return t('health.otherCompany');
    case 'seen_by_left':
      return leftWords(facts?.seenByLeft.map(({ name }) => name) ?? []);
    case 'owner_left':
      return token.owner === null
        ? t('health.someOwnerLeft')
        : t('health.ownerLeft', { name: token.owner });
    case 'refused':
      return t('health.refused');
    case 'never_used':
      return t('health.neverUsed', { days: number(FIRST_CALL_DAYS) });
    case 'unused':
      return token.lastUsedAt === null
        ? t('health.unusedLong')
        : t('health.unused', { day: dayWords(token.lastUsedAt) });
    case 'too_wide':
      return wideWords(token, facts);
    case 'old':
      return t('health.old', { day: dayWords(facts?.valueSince ?? token.createdAt) });
    case 'no_owner':
      return t('health.noOwner');
    case 'no_purpose':
      return t('health.noPurpose');
    case 'not_verified':
      return facts?.verification === 'unreachable'
        ? t('health.frontSilent')
        : t('health.notVerified');
    case 'no_expiry':
      return token.kind === 'front' ? t('health.noReminder') : t('health.noExpiry');
    case 'poor_name':
      return t('health.poorName');
  }
}

function leftWords(names: readonly string[]): string {
  if (names.length === 0) return t('health.somebodySaw');
  return t('health.seenByLeft', names.length, { names: atMost(names, 2) });
}

function wideWords({ scopes }: Token, facts: HealthFacts | null): string {
  const unused = facts?.unusedScopes ?? null;
  if (unused === null) return t('health.tooWide');
  return t('health.unusedScopes', scopes.length, {
    day: dayWords(unused.since),
    count: number(scopes.length),
    scopes: atMost(
      unused.scopes.map((scope) => t('ui.quoted', { text: scopeWords(scope) })),
      3,
    ),
  });
}
