/** How many tokens, in words. */
export function tokensWords(count: number): string {
  return count === 1 ? '1 token' : `${count} tokens`;
}
