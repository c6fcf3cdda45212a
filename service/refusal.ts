import { ERRORS, type ErrorCode, type FieldProblem } from '../contract/errors.ts';

/**
 * A call refused for a reason of the contract. Thrown inside a transaction it also undoes what was
 * begun, so that a refused call leaves nothing behind.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ErrorCode;
  readonly fields: readonly FieldProblem[];

  constructor(
    code: ErrorCode,
    options: { readonly message?: string; readonly fields?: readonly FieldProblem[] } = {},
  ) {
    super(options.message ?? options.fields?.[0]?.message ?? ERRORS[code].message);
    this.code = code;
    this.fields = options.fields ?? [];
  }

  /** A refusal that names one field. */
  static of(code: ErrorCode, field: string, message: string): Refusal {
    return new Refusal(code, { message, fields: [{ field, code, message }] });
  }
}
