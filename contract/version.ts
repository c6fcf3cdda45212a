/** Version of the whole product, in step with package.json (a test compares them). */
export const PRODUCT_VERSION = '0.1.0';

/** Name by which a token service says that it is one, in `GET /healthz`. */
export const SERVICE_NAME = 'front-token-companion';

/** Raised when the extension needs something that an older service does not have. */
export const API_VERSION = 1;
