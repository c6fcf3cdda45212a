import type { Token } from '../../contract/token.ts';

const DAY_MS = 86_400_000;

/** From so many days on without a use, a token of that age is one that nobody seems to need. */
export const FORGOTTEN_DAYS = 90;

/** A token in the plot of age and last use. */
export interface AgedToken {
  readonly token: Token;
  readonly ageDays: number;
  /** Days since its last call; null when there was none. */
  readonly idleDays: number | null;
}

/** Tokens that stand so near to each other that they share one dot. */
export interface AgeDot {
  readonly ageDays: number;
  readonly idleDays: number | null;
  /** True for tokens that are old and were not used for as long. */
  readonly isForgotten: boolean;
  readonly tokens: readonly AgedToken[];
}

/**
 * Live tokens that were issued here, those first that nobody has used for longest: of the others
 * Front does not tell a use. `now` in ms.
 */
export function agedTokens(tokens: readonly Token[], now: number): readonly AgedToken[] {
  return tokens
    .filter(({ kind, status }) => kind === 'issued' && status === 'active')
    .map((token) => ({
      token,
      ageDays: daysSince(token.createdAt, now),
      idleDays: token.lastUsedAt === null ? null : daysSince(token.lastUsedAt, now),
    }))
    .sort((a, b) => unusedFor(b) - unusedFor(a));
}

/** Joins what would cover each other, so that ten thousand tokens are some hundred dots. */
export function ageDots(tokens: readonly AgedToken[]): readonly AgeDot[] {
  const cells = new Map<string, AgedToken[]>();
  for (const one of tokens) {
    const cell = `${cellOf(one.ageDays)}/${one.idleDays === null ? '' : cellOf(one.idleDays)}/${isForgotten(one)}`;
    const known = cells.get(cell);
    if (known === undefined) cells.set(cell, [one]);
    else known.push(one);
  }
  return [...cells.values()].flatMap((together) => {
    const [first] = together;
    if (first === undefined) return [];
    const { ageDays, idleDays } = first;
    return [{ ageDays, idleDays, isForgotten: isForgotten(first), tokens: together }];
  });
}

/** Where so many days stand on an axis on which a day, a month and a year are told apart. */
export function onAxis(days: number): number {
  return Math.log10(days + 1);
}

const CELLS_A_DECADE = 20;

function cellOf(days: number): number {
  return Math.round(onAxis(days) * CELLS_A_DECADE);
}

/** A token that was never used is unused since it was made. */
function unusedFor({ ageDays, idleDays }: AgedToken): number {
  return idleDays ?? ageDays;
}

function isForgotten(token: AgedToken): boolean {
  return token.ageDays >= FORGOTTEN_DAYS && unusedFor(token) >= FORGOTTEN_DAYS;
}

function daysSince(iso: string, now: number): number {
  return Math.max(0, (now - Date.parse(iso)) / DAY_MS);
}
