import { SecretValue } from '../../contract/secret-value.ts';
import {
  formatTokenValue,
  PUBLIC_ID_LENGTH,
  randomBase62,
  SECRET_LENGTH,
} from '../../contract/token-value.ts';
import { drawRandom } from '../seal/draw-random.ts';

/** Draws the value of an issued token: about 190 random bits behind a public id, with its checksum. */
export function drawValue(): SecretValue {
  const publicId = randomBase62(PUBLIC_ID_LENGTH, drawRandom);
  return formatTokenValue(publicId, new SecretValue(randomBase62(SECRET_LENGTH, drawRandom)));
}
