/** How long the browser gets to begin with the file, in ms, before its text is let go. */
const HANDED_OVER_MS = 60_000;

/** Has the browser save a text among the person's downloads. */
export function saveFile(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), HANDED_OVER_MS);
}
