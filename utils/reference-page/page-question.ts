/** What our own pages ask the script of the tab before them: which operation its page is about. */
export const PAGE_QUESTION = { companion: 1, question: 'operation' } as const;

export function isPageQuestion(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false;
  const { companion, question } = message as Record<keyof typeof PAGE_QUESTION, unknown>;
  return companion === PAGE_QUESTION.companion && question === PAGE_QUESTION.question;
}
