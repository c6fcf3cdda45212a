import { createHash, randomInt } from 'node:crypto';

/** Without 0, O, 1, I and L, which people mix up when they type a code from another screen. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const GROUP_LENGTH = 4;

/** The two kinds of code differ in length, so that one field takes both. */
const GROUPS = {
  /** Typed from the host's terminal, and alive for 15 minutes: about 59 random bits. */
  setup: 3,
  /** Sent as a link, and alive for a day: about 79 random bits. */
  invitation: 4,
} as const;
export type CodeKind = keyof typeof GROUPS;

/** Draws a code as it is shown: groups of four with dashes between, such as `XXXX-XXXX-XXXX`. */
export function drawCode(kind: CodeKind): string {
  return Array.from({ length: GROUPS[kind] }, drawGroup).join('-');
}

/**
 * Which kind of code somebody has typed. Whatever is too long or too short for either is looked for
 * among the invitations, and not found there.
 */
export function kindOfCode(typed: string): CodeKind {
  return normalise(typed).length === GROUPS.setup * GROUP_LENGTH ? 'setup' : 'invitation';
}

/**
 * What is kept of a code. Small letters, spaces and missing dashes are forgiven, and so is a whole
 * pasted link with the code behind its `#`.
 */
export function hashCode(kind: CodeKind, typed: string): string {
  const what = { setup: 'setup code', invitation: 'invitation' }[kind];
  return createHash('sha256')
    .update(`${what}\0${normalise(typed)}`)
    .digest('base64url');
}

function normalise(typed: string): string {
  const code = typed.slice(typed.lastIndexOf('#') + 1);
  return code.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

function drawGroup(): string {
  return Array.from({ length: GROUP_LENGTH }, () =>
    ALPHABET.charAt(randomInt(ALPHABET.length)),
  ).join('');
}
