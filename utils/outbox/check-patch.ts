import { CreateToken, PatchToken } from '../../contract/token.ts';
import { ERRORS, type FieldProblem } from '../../contract/errors.ts';
import { TEXT_FAULTS } from '../../contract/texts.ts';
import { t, type PlainTextKey } from '../i18n/t.ts';
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
  const fields = read.error.issues.map(({ path, message }): FieldProblem => {
    const field = path.map(String).join('.');
    const fault = faultOf(message);
    return fault === null
      ? { field, code: 'invalid_value', message: ERRORS.invalid_value.message }
      : // No code of the service’s: what its own sentence says is the whole of it.
        { field, code: 'bad_text', message: t(fault) };
  });
  throw new Failed({ code: 'invalid_value', message: ERRORS.invalid_value.message, fields });
}

const FAULT_TEXTS = {
  unkept: 'outbox.textUnkept',
  value: 'outbox.textValue',
  hidden: 'outbox.textHidden',
  lines: 'outbox.textLines',
  unseen: 'outbox.textUnseen',
} as const satisfies Record<keyof typeof TEXT_FAULTS, PlainTextKey>;

/** Our own checks say what is wrong with a text; the others are met in the form already. */
function faultOf(message: string): PlainTextKey | null {
  const fault = (Object.keys(TEXT_FAULTS) as (keyof typeof TEXT_FAULTS)[]).find(
    (one) => TEXT_FAULTS[one] === message,
  );
  return fault === undefined ? null : FAULT_TEXTS[fault];
}
