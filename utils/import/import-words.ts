import { csvLine } from '../../contract/csv-line.ts';
import { failureWords } from '../words/failure-words.ts';
import { verificationWords } from '../words/verification-words.ts';
import type { RowResult } from './import-run.ts';
import type { PlannedRow, RowPlan } from './plan-import.ts';

export interface RowWords {
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
  readonly short: string;
  readonly text: string;
}

const POOR: Readonly<Record<'too_short' | 'generic' | 'near', string>> = {
  too_short: 'The name is short: it will hardly say what the token is for.',
  generic: 'The name says nothing about where the token is used.',
  near: 'The name is easily taken for another.',
};

const WRONG: Readonly<Record<'issued' | 'other_jwt' | 'not_a_token', string>> = {
  issued: 'This value was issued here, and is in the register already.',
  other_jwt: 'This is no whole Front token: it was cut off, or is of another system.',
  not_a_token: 'This is not a Front API token.',
};

/** What will become of a row, before anything is sent. */
export function planWords(plan: RowPlan): RowWords {
  switch (plan.kind) {
    case 'new':
      return plan.poorName === null
        ? {
            tone: 'good',
            short: 'New',
            text: plan.withValue ? '' : 'Notes alone, without a value.',
          }
        : { tone: 'warn', short: 'New, poor name', text: POOR[plan.poorName] };
    case 'known':
      return {
        tone: 'plain',
        short: 'Known',
        text:
          plan.by === 'value'
            ? `This value is recorded already, as “${plan.tokenName}”.`
            : 'There is a token of this name already.',
      };
    case 'twice':
      return {
        tone: 'plain',
        short: 'Twice',
        text: `Row ${plan.line} has the same ${plan.by}.`,
      };
    case 'other_company':
      return {
        tone: 'bad',
        short: 'Another company’s',
        text: `The value names the company ${plan.company}, which is not yours.`,
      };
    case 'wrong_value':
      return { tone: 'bad', short: 'Wrong value', text: WRONG[plan.because] };
    case 'missing_name':
      return { tone: 'bad', short: 'No name', text: 'A token needs a name.' };
    case 'problem':
      return { tone: 'bad', short: 'Problem', text: plan.problems.join(' ') };
  }
}

/** What became of a row. */
export function resultWords(result: RowResult): RowWords {
  if (result.kind === 'refused') {
    const { title, text } = failureWords(result.failure);
    return { tone: 'bad', short: 'Not recorded', text: text === '' ? title : text };
  }
  const { verification } = result.token;
  if (verification === undefined || verification.kind === 'verified') {
    return { tone: 'good', short: 'Recorded', text: '' };
  }
  return {
    tone: 'warn',
    short: 'Recorded, not verified',
    text: verificationWords(verification).text,
  };
}

/** What became of every row, as a file. It holds no value. */
export function resultFile(
  planned: readonly PlannedRow[],
  results: ReadonlyMap<number, RowResult>,
): string {
  const lines = planned.map(({ row, plan }) => {
    const result = results.get(row.line);
    const { short, text } = result === undefined ? leftOutWords(plan) : resultWords(result);
    const id = result?.kind === 'recorded' ? result.token.id : null;
    return csvLine([String(row.line), row.name, short, text, id]);
  });
  return `\ufeff${csvLine(['row', 'name', 'result', 'detail', 'id'])}${lines.join('')}`;
}

function leftOutWords(plan: RowPlan): RowWords {
  return plan.kind === 'new'
    ? { tone: 'plain', short: 'Not sent', text: 'The import was stopped before it.' }
    : planWords(plan);
}
