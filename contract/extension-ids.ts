/**
 * The extension's identity in both browsers. The service lets only these sign in, and sends the
 * browser back to these addresses only.
 */

/** Chrome derives the extension's id from this public key (SPKI, DER, base64). It is public by nature. */
export const CHROME_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxAnrOMkTIa5imnLdNeLa5sLhGzDQuyFH6Ri1VkgxwAc/bUMU1ZMBj5B+xWyf+VpoN77Umy4ms9hiKuVulqWd7QAWWuNu67ol/0cH2wEIQ4L23OWpwSlRIoIh6fzutFan0zV2nfu4WTHDeLLPs4Tlb4QApvi8ocugaTvrT5UZgyDG03N2lWc6rlH9UMdMNJhCCAOTVnXdD8+zSzc13Rj6rkVVg9ePNbzWBK2GVo+dOMS7Kr4PjwO6UUR5pG8kvzukPvUR7MqYH/IToElPRl4Bn6xk0FbXJ8TS1RtzHgrTzT99pnxfuUSHiQfuvSeTln/xItyT6F9la7xY1tU2Z5BmtwIDAQAB';

/** First 32 hex digits of the key's SHA-256, written with a–p. A test derives it anew. */
export const CHROME_ID = 'eooeipihahobpiehcoemfgdjhbifikac';

export const GECKO_ID = 'front-token-companion@example.org';

/** SHA-1 of the Gecko id: Firefox builds its redirect addresses from it. A test derives it anew. */
export const GECKO_ID_SHA1 = 'a13e8b6eae00f4d26f0e5fb775e2cceb7fb76d4e';

/** The OAuth client that the extension is, at the token service. Public: it has no secret. */
export const OAUTH_CLIENT_ID = 'extension';

/**
 * Where `identity.getRedirectURL()` points: Chrome, Firefox, and Firefox's loopback form
 * (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/identity/getRedirectURL).
 */
export const REDIRECT_URIS: readonly string[] = [
  `https://${CHROME_ID}.chromiumapp.org/`,
  `https://${GECKO_ID_SHA1}.extensions.allizom.org/`,
  `http://127.0.0.1/mozoauth2/${GECKO_ID_SHA1}`,
];

const FIREFOX_ORIGIN =
  /^moz-extension:\/\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * True for an Origin header that this extension can have. Firefox draws a new UUID for every
 * installation, so any extension's origin passes there: the access token decides, not the origin.
 */
export function isExtensionOrigin(origin: string): boolean {
  return origin === `chrome-extension://${CHROME_ID}` || FIREFOX_ORIGIN.test(origin);
}
