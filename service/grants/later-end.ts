/** The later of two ends of a grant. Null is no end at all, and so the latest. */
export function laterEnd(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return null;
  return one > other ? one : other;
}
