/** A `like` pattern that finds the text anywhere; `!` is the escape character. */
export function likeAnywhere(text: string): string {
  return `%${text.replace(/[!%_]/g, '!$&')}%`;
}
