/**
 * Every column that the master key seals, directly or through a data key. `rewrap` changes these and
 * a test holds them against the tables, so that a new one cannot be forgotten.
 */
export const SEALED_PLACES = {
  sealed_keys: ['sealed'],
  token_values: ['wrapped_key', 'sealed'],
  previous_values: ['wrapped_key', 'sealed'],
  upstream_accounts: ['sealed'],
} as const;
