/** What the background tells the scripts in Front's pages; it holds no facts. */
export const SESSION_NEWS = { companion: 1, news: 'session' } as const;

export function isSessionNews(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false;
  const { companion, news } = message as Record<keyof typeof SESSION_NEWS, unknown>;
  return companion === SESSION_NEWS.companion && news === SESSION_NEWS.news;
}
