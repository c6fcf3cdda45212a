import type { Finding } from '../../contract/token-health.ts';
import type { PlainTextKey } from '../i18n/t.ts';

/** A few words for a filter. */
export const FINDING_NAMES = {
  other_company: 'health.findOtherCompany',
  seen_by_left: 'health.findSeenByLeft',
  owner_left: 'health.findOwnerLeft',
  refused: 'health.findRefused',
  never_used: 'health.findNeverUsed',
  unused: 'health.findUnused',
  too_wide: 'health.findTooWide',
  old: 'health.findOld',
  no_owner: 'health.findNoOwner',
  no_purpose: 'health.findNoPurpose',
  not_verified: 'health.findNotVerified',
  no_expiry: 'health.findNoExpiry',
  poor_name: 'health.findPoorName',
} as const satisfies Record<Finding, PlainTextKey>;
