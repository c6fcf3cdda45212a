import { CreateToken, PatchToken } from '../../contract/token.ts';
import { ERRORS, type FieldProblem } from '../../contract/errors.ts';
import { asServiceWrites } from './as-service-writes.ts';
import { Failed } from '../messaging/failed.ts';

/**
 * An edit as the service will read it: trimmed, and without what it would refuse for its form. So
 * that nothing with a token’s value in it is ever written, and nothing waits for a sure refusal.
 * @throws Failed `invalid_value` with what is wrong in which field
 */
export function checkPatch(patch: unknown): PatchToken {
  return asServiceWrites(checked(PatchToken.safeParse(patch)));
}

/** The body of a new token in the same way. @throws Failed as `checkPatch` */
export function checkCreate(body: unknown): CreateToken {
  return checked(CreateToken.safeParse(body));
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function checked<T>(
  read: { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } },
): T {
  if (read.success) return read.data;
  const fields: FieldProblem[] = read.error.issues.map(({ path, message }) => ({
    field: path.map(String).join('.'),
    code: 'invalid_value',
    message: sentence(message),
  }));
  throw new Failed({ code: 'invalid_value', message: ERRORS.invalid_value.message, fields });
}

/** Our own checks say what is wrong with a text; the others are met in the form already. */
function sentence(message: string): string {
  return /^[a-z]/.test(message) ? `This ${message}.` : ERRORS.invalid_value.message;
}
