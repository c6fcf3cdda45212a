declare const brand: unique symbol;

/** Text that was checked to be what its name says. Made by the parsers in `contract/`, never by a cast elsewhere. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Id of a token in the register: `tok_` + 16 base62. */
export type TokenId = Branded<'TokenId'>;
/** Id of a person who signs in (`mem_` + 16 base62), or of an access token made on the host (`acc_` + 16 base62). */
export type ActorId = Branded<'ActorId'>;

const BASE62_16 = /^[0-9A-Za-z]{16}$/;
const TOKEN_ID = /^tok_[0-9A-Za-z]{16}$/;

/** True for the shape of a token id; says nothing about whether such a token is known. */
export function isTokenId(text: string): text is TokenId {
  return TOKEN_ID.test(text);
}

/** What the ids of people and of what belongs to them begin with. */
export const ID_PREFIXES = {
  member: 'mem_',
  invitation: 'inv_',
  request: 'req_',
  session: 'ses_',
  passkey: 'psk_',
  view: 'viw_',
} as const;
export type IdKind = keyof typeof ID_PREFIXES;

/** True for the shape of an id of this kind: its prefix and 16 base62. */
export function isIdOf(kind: IdKind, text: string): boolean {
  const prefix = ID_PREFIXES[kind];
  return text.startsWith(prefix) && BASE62_16.test(text.slice(prefix.length));
}
