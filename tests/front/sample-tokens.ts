import { SAMPLE_FRONT_TOKENS } from './sample-front-tokens.ts';
import { SAMPLE_ISSUED_TOKENS } from './sample-issued-tokens.ts';

/** Sample tokens of a made-up company, named as real teams name theirs: well and badly. */
export interface SampleToken {
  readonly kind: 'front' | 'issued';
  readonly name: string;
  readonly scopes: readonly string[];
  readonly purpose?: string;
  readonly tags?: readonly string[];
  readonly owner?: string;
  readonly environment?: string;
  /** Days from now; left out when it does not expire. */
  readonly expiresInDays?: number;
  readonly usedIn?: readonly { label: string; url?: string }[];
  /** Who made it in Front's settings and how many days ago; for kind `front` alone. */
  readonly createdBy?: string;
  readonly createdDaysAgo?: number;
}

/** Forty of them; the first stands behind those that are issued. */
export const SAMPLE_TOKENS: readonly SampleToken[] = [
  ...SAMPLE_FRONT_TOKENS,
  ...SAMPLE_ISSUED_TOKENS,
];
