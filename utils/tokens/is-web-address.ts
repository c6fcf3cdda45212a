/**
 * True for an address that may be a link. The service takes no other, but it is not ours to trust:
 * a link of another scheme can run a script, open a page of the extension or start a program.
 */
export function isWebAddress(url: string | undefined): url is string {
  if (url === undefined || !URL.canParse(url)) return false;
  return /^https?:$/.test(new URL(url).protocol);
}
