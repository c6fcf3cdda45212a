/** Where what is typed into the edit form of a token is kept. */
export function editDraftKey(tokenId: string): string {
  return `edit-${tokenId}`;
}
