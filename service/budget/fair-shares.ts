/**
 * Deals out a budget evenly: nobody gets more than their cap, and what a cap leaves over goes to the
 * others (max-min fairness, https://en.wikipedia.org/wiki/Max-min_fairness).
 * @param caps null for none
 * @returns a share for each cap, in the same order; fractions of calls
 */
export function fairShares(budget: number, caps: readonly (number | null)[]): number[] {
  const shares = new Array<number>(caps.length).fill(0);
  const order = caps.map((cap, index) => ({ cap: cap ?? Infinity, index }));
  order.sort((a, b) => a.cap - b.cap);
  let left = budget;
  order.forEach(({ cap, index }, dealt) => {
    const share = Math.min(cap, left / (order.length - dealt));
    shares[index] = share;
    left -= share;
  });
  return shares;
}
