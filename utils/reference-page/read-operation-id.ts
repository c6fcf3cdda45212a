/** Front's ids are words with hyphens, in the last part of the path (https://dev.frontapp.com/reference/list-contacts). */
const REFERENCE_PATH = /^\/reference\/([\w-]{1,100})\/?$/;

/**
 * The operation that a page of Front's API reference is about, from the address alone. Whether there
 * is such an operation is for the background to say.
 * @param pathname the path of the address, without query and fragment
 */
export function readOperationId(pathname: string): string | null {
  return REFERENCE_PATH.exec(pathname)?.[1] ?? null;
}
