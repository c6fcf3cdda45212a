/** The header that a call is made with, as Front's API and the gateway take it. */
export function asHeader(value: string): string {
  return `Authorization: Bearer ${value}`;
}
