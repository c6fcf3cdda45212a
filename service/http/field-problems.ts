import type * as z from 'zod/mini';
import { ERRORS, isErrorCode, type ErrorCode, type FieldProblem } from '../../contract/errors.ts';
import { Refusal } from '../refusal.ts';

type Issue = z.core.$ZodIssue;

/**
 * Turns what a schema found wrong into a refusal that names each field, in the sender's own words
 * for it. The code of the whole is the code of the first.
 */
export function refusalOf(issues: readonly Issue[], where: 'body' | 'query'): Refusal {
  const fields = issues.flatMap(problemsOf);
  const first = fields[0];
  if (where === 'query') {
    return new Refusal('bad_query', { fields });
  }
  const code: ErrorCode =
    first !== undefined && isErrorCode(first.code) ? first.code : 'invalid_value';
  return new Refusal(code, { fields });
}

function problemsOf(issue: Issue): FieldProblem[] {
  const field = issue.path.map(String).join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const name = field === '' ? key : `${field}.${key}`;
        return problem(name, 'unknown_field', `${name} is not a field of this call.`);
      });
    case 'invalid_type':
      return issue.input === undefined
        ? [problem(field, 'missing_field', `${named(field)} is missing.`)]
        : [problem(field, 'wrong_type', `${named(field)} has to be ${article(issue.expected)}.`)];
    case 'too_big':
      return issue.origin === 'array'
        ? [
            problem(
              field,
              'too_many',
              `${named(field)} may hold at most ${String(issue.maximum)} items.`,
            ),
          ]
        : issue.origin === 'string'
          ? [
              problem(
                field,
                'too_long',
                `${named(field)} may have at most ${String(issue.maximum)} characters.`,
              ),
            ]
          : [
              problem(
                field,
                'invalid_value',
                `${named(field)} may be at most ${String(issue.maximum)}.`,
              ),
            ];
    case 'too_small':
      return issue.origin === 'array'
        ? [
            problem(
              field,
              'too_short',
              `${named(field)} needs at least ${String(issue.minimum)} item.`,
            ),
          ]
        : issue.origin === 'string'
          ? [problem(field, 'too_short', `${named(field)} must not be empty.`)]
          : [
              problem(
                field,
                'invalid_value',
                `${named(field)} has to be at least ${String(issue.minimum)}.`,
              ),
            ];
    case 'invalid_value':
      return issue.input === undefined
        ? [problem(field, 'missing_field', `${named(field)} is missing.`)]
        : [
            problem(
              field,
              typeof issue.input === 'string' ? 'invalid_value' : 'wrong_type',
              `${named(field)} has to be ${choices(issue.values)}.`,
            ),
          ];
    case 'invalid_union': {
      const given = issue.input as Record<string, unknown> | undefined;
      const key = field.split('.').at(-1) ?? '';
      if (given === undefined || (typeof given === 'object' && given[key] === undefined)) {
        return [problem(field, 'missing_field', `${named(field)} is missing.`)];
      }
      return [problem(field, 'invalid_value', `${named(field)} has none of the allowed values.`)];
    }
    default:
      return [problem(field, 'invalid_value', `${named(field)} ${reasonOf(issue)}.`)];
  }
}

function problem(field: string, code: string, message: string): FieldProblem {
  return { field, code, message };
}

function named(field: string): string {
  return field === '' ? 'The body' : field;
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function choices(values: readonly unknown[]): string {
  const shown = values.slice(0, 8).map((value) => JSON.stringify(value));
  const rest = values.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` or one of ${rest} others` : ''}`;
}

function reasonOf(issue: Issue): string {
  const generic = issue.message === 'Invalid input' || issue.message === '';
  if (!generic) return issue.message;
  if (issue.code === 'invalid_format' && issue.format === 'datetime') {
    return 'has to be a time in UTC, such as 2027-01-31T00:00:00Z';
  }
  return ERRORS.invalid_value.message.toLowerCase().replace(/\.$/, '');
}
