/** What the numbers among the settings may be; 0 stands for never. */
export const BOUNDS = {
  revealSeconds: { least: 5, most: 300 },
  clipboardSeconds: { least: 10, most: 600 },
  lockMinutes: { least: 1, most: 240 },
} as const;

/** Seconds until a revealed value hides again. */
export function isRevealSeconds(value: unknown): value is number {
  return isWhole(value, BOUNDS.revealSeconds);
}

/** Seconds until a copied value is cleared from the clipboard, or 0. */
export function isClipboardSeconds(value: unknown): value is number {
  return value === 0 || isWhole(value, BOUNDS.clipboardSeconds);
}

/** Idle minutes until the extension locks, or 0. */
export function isLockMinutes(value: unknown): value is number {
  return value === 0 || isWhole(value, BOUNDS.lockMinutes);
}

function isWhole(value: unknown, bounds: { least: number; most: number }): value is number {
  if (!Number.isInteger(value)) return false;
  return (value as number) >= bounds.least && (value as number) <= bounds.most;
}
