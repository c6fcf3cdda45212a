import type { PatchToken } from '../../contract/token.ts';
import { t, type PlainTextKey } from '../i18n/t.ts';

const FIELD_TEXTS = {
  name: 'common.name',
  purpose: 'common.purpose',
  tags: 'common.tags',
  owner: 'common.owner',
  environment: 'common.environment',
  usedIn: 'common.usedIn',
  expiresAt: 'common.expiry',
  scopes: 'common.permissions',
  features: 'words.features',
  namespaces: 'words.namespaces',
  backedBy: 'words.standsOn',
  callsPerMinute: 'words.callsAMinute',
  sensitive: 'words.sensitive',
} as const satisfies Record<keyof PatchToken, PlainTextKey>;

/** What a field of a token is called, as a heading; one that is not known keeps its own name. */
export function fieldName(field: string): string {
  return Object.hasOwn(FIELD_TEXTS, field) ? t(FIELD_TEXTS[field as keyof PatchToken]) : field;
}
