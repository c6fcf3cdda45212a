/** Front's own hosts (https://dev.frontapp.com/docs/base-url); what it writes links with. */
const FRONT_ORIGIN =
  /^https:\/\/(?:api2|[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.api)\.frontapp\.com(?::443)?$/;
const LONGEST_FRONT_ORIGIN = 'https://'.length + 63 + '.api.frontapp.com:443'.length;

/** What the beginning of an address turns out to be. */
export type AddressStart =
  /** Front's Core API: what follows is a path of it. */
  | 'front'
  /** Maybe, when the next part of the path follows. */
  | 'more'
  | 'other';

/** Which addresses lead to Front's Core API, and where they lead to through this gateway. */
export class FrontAddresses {
  /** Stands in the place of Front's origin; no slash at the end. */
  readonly gateway: string;
  /** No beginning that is worth looking at is longer, in characters. */
  readonly longest: number;
  /** Bytes without which nothing can be such an address; the last of them begins an escape (`\u002e`). */
  readonly #marks: readonly Buffer[];
  readonly #own: readonly string[];
  readonly #origin: string;

  /**
   * @param frontApiUrl where calls are sent: its own origin is Front's too
   * @param gateway address of the gateway as callers know it, such as `https://tokens.example.com/front`
   */
  constructor(frontApiUrl: string, gateway: string) {
    const { origin, protocol, host, port, pathname } = new URL(frontApiUrl);
    const usual = protocol === 'https:' ? 443 : 80;
    this.gateway = gateway;
    this.#origin = origin;
    const basePath = pathname.replace(/\/$/, '');
    this.#own = [origin, ...(port === '' ? [`${origin}:${usual}`] : [])].map(
      (each) => each + basePath,
    );
    this.longest = Math.max(LONGEST_FRONT_ORIGIN, ...this.#own.map((each) => each.length));
    this.#marks = ['.frontapp.com', host, '\\u'].map((mark) => Buffer.from(mark));
  }

  /** False when no address in this JSON text can lead to Front. Much quicker than reading it. */
  mayHold(text: Buffer): boolean {
    return this.#marks.some((mark) => text.includes(mark));
  }

  /** @param start an address up to, and without, a `/`, `?` or `#` of its path, or all of it */
  startOf(start: string): AddressStart {
    for (const own of this.#own) {
      if (own === start) return 'front';
      if (own.startsWith(`${start}/`)) return 'more';
    }
    return FRONT_ORIGIN.test(start) ? 'front' : 'other';
  }

  /**
   * An address as it leads through the gateway: of a `Location`, which may also be a path alone
   * (RFC 9110 §10.2.2). Whatever leads elsewhere stays as it is.
   */
  rewrite(address: string): string {
    const isPath = address.startsWith('/') && !address.startsWith('//');
    const rest = this.#restOf(isPath ? this.#origin + address : address);
    return rest === null ? address : this.gateway + rest;
  }

  /** Path and query within the Core API; null when the address leads elsewhere. */
  #restOf(address: string): string | null {
    const parts = /[/?#]|$/g;
    parts.lastIndex = address.indexOf('//') + 2;
    for (let end = parts.exec(address); end !== null; end = parts.exec(address)) {
      const found = this.startOf(address.slice(0, end.index));
      if (found === 'front') return address.slice(end.index);
      if (found === 'other' || end[0] === '') return null;
    }
    return null;
  }
}
