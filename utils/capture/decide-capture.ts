import { nameKey } from '../../contract/fold.ts';
import { readFrontToken } from '../../contract/front-token-value.ts';
import { openSecret, type SecretValue } from '../../contract/secret-value.ts';
import type { ShownValues } from '../settings-page/read-shown-values.ts';

/** Why a value that a page may show was not taken. */
export type NotTaken =
  /** The tab shows something else than Front's settings. */
  | { readonly kind: 'not_front' }
  /** Nothing on the page has the shape of a Front token. */
  | { readonly kind: 'no_value' }
  | { readonly kind: 'several_values'; readonly count: number }
  /** No heading of the page is the name that it has to be. */
  | { readonly kind: 'other_token' }
  /** Another value is on record; somebody has to say that this one takes its place. */
  | { readonly kind: 'differs'; readonly hint: string; readonly recordedHint: string }
  /** It ends as the one on record does, which then is most likely the same. */
  | { readonly kind: 'seems_recorded'; readonly hint: string };

export type Capture = { readonly kind: 'take'; readonly value: SecretValue } | NotTaken;

export interface WantedValue {
  /** The name that Front has to show beside it. */
  readonly name: string;
  /** Last four characters of the value on record; null where there is none. */
  readonly recordedHint: string | null;
  /** Last four characters of a value that the person has agreed to take; null before they were asked. */
  readonly agreedHint: string | null;
}

const FRONT_HOST = 'app.frontapp.com';
const HINT = 4;

/** Decides whether what a page shows is the value that is wanted. Pure; in doubt it is not. */
export function decideCapture(shown: ShownValues, wanted: WantedValue): Capture {
  const { protocol, host, path, names, values } = shown;
  const inSettings = path === '/settings' || path.startsWith('/settings/');
  if (protocol !== 'https:' || host !== FRONT_HOST || !inSettings) return { kind: 'not_front' };
  const found = new Map<string, SecretValue>();
  for (const text of values) {
    const reading = readFrontToken(text);
    if (reading.kind === 'front') found.set(openSecret(reading.value), reading.value);
  }
  const [first] = found;
  if (first === undefined) return { kind: 'no_value' };
  if (found.size > 1) return { kind: 'several_values', count: found.size };
  const key = nameKey(wanted.name);
  if (key === '' || !names.some((name) => nameKey(name) === key)) return { kind: 'other_token' };
  const [text, value] = first;
  const hint = text.slice(-HINT);
  if (wanted.recordedHint === null || hint === wanted.agreedHint) return { kind: 'take', value };
  return hint === wanted.recordedHint
    ? { kind: 'seems_recorded', hint }
    : { kind: 'differs', hint, recordedHint: wanted.recordedHint };
}
