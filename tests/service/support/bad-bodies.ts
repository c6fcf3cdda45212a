/** A text of so many characters. */
export const long = (length: number): string => 'x'.repeat(length);
export const many = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** What is wrong, the fields that make it so, and the code and field of the refusal. */
type Row = readonly [what: string, fields: object, code: string, field: string];

/** What is wrong with a note is wrong wherever notes are sent. */
export const BAD_NOTES: readonly Row[] = [
  ['a name that is a number', { name: 5 }, 'wrong_type', 'name'],
  ['a name of nothing but spaces', { name: '   ' }, 'too_short', 'name'],
  ['a name of 121 characters', { name: long(121) }, 'too_long', 'name'],
  ['a name of two lines', { name: 'a\nb' }, 'invalid_value', 'name'],
  ['a name with NUL', { name: 'a\u0000b' }, 'invalid_value', 'name'],
  ['a name with half a character', { name: 'a\ud800b' }, 'invalid_value', 'name'],
  ['a purpose of 10,001 characters', { purpose: long(10_001) }, 'too_long', 'purpose'],
  ['a purpose that is null', { purpose: null }, 'wrong_type', 'purpose'],
  ['a purpose with NUL', { purpose: 'a\u0000b' }, 'invalid_value', 'purpose'],
  ['a purpose with half a character', { purpose: '\udc00' }, 'invalid_value', 'purpose'],
  ['tags that are a text', { tags: 'a' }, 'wrong_type', 'tags'],
  ['21 tags', { tags: many(21, String) }, 'too_many', 'tags'],
  ['a tag of 41 characters', { tags: ['ok', long(41)] }, 'too_long', 'tags.1'],
  ['a tag that is an object', { tags: [{}] }, 'wrong_type', 'tags.0'],
  ['an owner of 121 characters', { owner: long(121) }, 'too_long', 'owner'],
  ['an environment that is a list', { environment: [] }, 'wrong_type', 'environment'],
  ['an expiry that is no time', { expiresAt: 'soon' }, 'invalid_value', 'expiresAt'],
  [
    'an expiry outside UTC',
    { expiresAt: '2099-01-01T00:00:00+02:00' },
    'invalid_value',
    'expiresAt',
  ],
  ['an expiry on 30 February', { expiresAt: '2099-02-30T00:00:00Z' }, 'invalid_value', 'expiresAt'],
  ['an unknown namespace', { namespaces: ['galactic'] }, 'invalid_value', 'namespaces.0'],
  ['21 places of use', { usedIn: many(21, () => ({ label: 'a' })) }, 'too_many', 'usedIn'],
  ['a place of use without label', { usedIn: [{}] }, 'missing_field', 'usedIn.0.label'],
  [
    'a place of use with a script for an address',
    { usedIn: [{ label: 'a', url: 'javascript:alert(1)' }] },
    'invalid_value',
    'usedIn.0.url',
  ],
  ['an unknown field within', { usedIn: [{ label: 'a', x: 1 }] }, 'unknown_field', 'usedIn.0.x'],
  ['an unknown field', { surprise: 1 }, 'unknown_field', 'surprise'],
  [
    'a field named __proto__',
    JSON.parse('{"__proto__":1}') as object,
    'unknown_field',
    '__proto__',
  ],
  ['a backing of another shape', { backedBy: 'nothing' }, 'backing_unknown', 'backedBy'],
  ['a backing with NUL', { backedBy: '\u0000' }, 'backing_unknown', 'backedBy'],
  ['a backing that is a number', { backedBy: 1 }, 'wrong_type', 'backedBy'],
];

/** Wrong in an issued token alone. */
export const BAD_ISSUED: readonly Row[] = [
  ['no name', { name: undefined }, 'missing_field', 'name'],
  ['no kind', { kind: undefined }, 'missing_field', 'kind'],
  ['an unknown kind', { kind: 'borrowed' }, 'invalid_value', 'kind'],
  ['no scopes', { scopes: undefined }, 'missing_field', 'scopes'],
  ['an empty list of scopes', { scopes: [] }, 'too_short', 'scopes'],
  ['a scope that Front does not have', { scopes: ['rockets:launch'] }, 'invalid_value', 'scopes.0'],
  ['a legacy scope', { scopes: ['shared:*'] }, 'invalid_value', 'scopes.0'],
  ['201 scopes', { scopes: many(201, () => 'tags:read') }, 'too_many', 'scopes'],
  ['a value', { value: 'x' }, 'unknown_field', 'value'],
];

/** Wrong in a recorded Front token alone. */
export const BAD_FRONT: readonly Row[] = [
  ['a value that is empty', { value: '' }, 'too_short', 'value'],
  ['a value of 4,097 characters', { value: long(4_097) }, 'too_long', 'value'],
  ['a value that is a list', { value: [] }, 'wrong_type', 'value'],
  ['an unknown feature', { features: ['flying'] }, 'invalid_value', 'features.0'],
  ['a scope of 121 characters', { scopes: [long(121)] }, 'too_long', 'scopes.0'],
  ['something to stand on', { backedBy: null }, 'unknown_field', 'backedBy'],
];
