import { HISTORY_FIELDS, type HistoryField, type NoteChange } from '../../contract/history.ts';
import { MEMBER_PATCH_FIELDS, Token } from '../../contract/token.ts';
import { formOf, type TokenForm } from '../tokens/token-form.ts';

/** Which part of the form shows a field of a token. */
const FORM_FIELDS: Readonly<Record<HistoryField, keyof TokenForm>> = {
  name: 'name',
  purpose: 'purpose',
  tags: 'tags',
  owner: 'owner',
  environment: 'environment',
  usedIn: 'usedIn',
  expiresAt: 'expiry',
  scopes: 'scopes',
  features: 'features',
  namespaces: 'namespaces',
  backedBy: 'backedBy',
  callsPerMinute: 'callsPerMinute',
  sensitive: 'sensitive',
};

/** True for a field that this version knows, and that somebody of this role may change. */
export function mayPutBack(field: string, role: 'admin' | 'member'): field is HistoryField {
  const known = (HISTORY_FIELDS as readonly string[]).includes(field);
  return known && (role === 'admin' || (MEMBER_PATCH_FIELDS as readonly string[]).includes(field));
}

/**
 * What the form has to take over so that a field stands as it stood before a change. Nothing is
 * changed by it until the person saves the form.
 * @returns null when the field is unknown, or what stood there has another shape than it has now
 */
export function putBack(
  token: Token,
  { field, before }: Pick<NoteChange, 'field' | 'before'>,
): Partial<TokenForm> | null {
  if (!mayPutBack(field, 'admin')) return null;
  const reading = Token.safeParse({ ...token, [field]: before });
  if (!reading.success) return null;
  const name = FORM_FIELDS[field];
  return { [name]: formOf(reading.data)[name] };
}
