import { csvLine } from '../../contract/csv-line.ts';
import { number } from '../i18n/locale.ts';
import { t, type PlainTextKey } from '../i18n/t.ts';
import { failureWords } from '../words/failure-words.ts';
import { verificationWords } from '../words/verification-words.ts';
import type { RowResult, RunState } from './import-run.ts';
import type { PlannedRow, RowPlan } from './plan-import.ts';

export interface RowWords {
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
  readonly short: string;
  readonly text: string;
}

const POOR = {
  too_short: 'importing.nameShort',
  generic: 'importing.nameGeneric',
  near: 'importing.nameNear',
} as const satisfies Record<'too_short' | 'generic' | 'near', PlainTextKey>;

const WRONG = {
  issued: 'importing.valueIssued',
  other_jwt: 'importing.valueOtherJwt',
  not_a_token: 'importing.valueNoToken',
} as const satisfies Record<'issued' | 'other_jwt' | 'not_a_token', PlainTextKey>;

/** What will become of a row, before anything is sent. */
export function planWords(plan: RowPlan): RowWords {
  switch (plan.kind) {
    case 'new':
      return plan.poorName === null
        ? {
            tone: 'good',
            short: t('importing.new'),
            text: plan.withValue ? '' : t('importing.notesAlone'),
          }
        : { tone: 'warn', short: t('importing.newPoorName'), text: t(POOR[plan.poorName]) };
    case 'known':
      return {
        tone: 'plain',
        short: t('importing.known'),
        text:
          plan.by === 'value'
            ? t('importing.knownValue', { name: plan.tokenName })
            : t('importing.knownName'),
      };
    case 'twice':
      return {
        tone: 'plain',
        short: t('importing.twice'),
        text:
          plan.by === 'value'
            ? t('importing.sameValue', { row: number(plan.line) })
            : t('importing.sameName', { row: number(plan.line) }),
      };
    case 'other_company':
      return {
        tone: 'bad',
        short: t('importing.otherCompany'),
        text: t('importing.otherCompanyText', { company: plan.company }),
      };
    case 'wrong_value':
      return { tone: 'bad', short: t('importing.wrongValue'), text: t(WRONG[plan.because]) };
    case 'missing_name':
      return { tone: 'bad', short: t('importing.noName'), text: t('importing.noNameText') };
    case 'problem':
      return { tone: 'bad', short: t('importing.problem'), text: plan.problems.join(' ') };
  }
}

/** What became of a row so far; `waiting` for one that has not been sent yet. */
export function rowWords(
  { row, plan }: PlannedRow,
  result: RowResult | undefined,
  run: RunState,
  waiting: RowWords,
): RowWords {
  if (result !== undefined) return resultWords(result);
  if (plan.kind !== 'new') return planWords(plan);
  if (run.kind === 'stopped' && run.unanswered === row.line) {
    return { tone: 'warn', short: t('importing.noAnswer'), text: t('importing.noAnswerText') };
  }
  return waiting;
}

function resultWords(result: RowResult): RowWords {
  if (result.kind === 'refused') {
    const { title, text } = failureWords(result.failure);
    return { tone: 'bad', short: t('importing.notRecorded'), text: text === '' ? title : text };
  }
  const { verification } = result.token;
  if (verification === undefined || verification.kind === 'verified') {
    return { tone: 'good', short: t('importing.recorded'), text: '' };
  }
  return {
    tone: 'warn',
    short: t('importing.recordedNotVerified'),
    text: verificationWords(verification).text,
  };
}

/** What became of every row, as a file. It holds no value. */
export function resultFile(
  planned: readonly PlannedRow[],
  results: ReadonlyMap<number, RowResult>,
  run: RunState,
): string {
  const notSent = {
    tone: 'plain',
    short: t('importing.notSent'),
    text: t('importing.notSentText'),
  } as const;
  const lines = planned.map((one) => {
    const { row } = one;
    const result = results.get(row.line);
    const { short, text } = rowWords(one, result, run, notSent);
    const id = result?.kind === 'recorded' ? result.token.id : null;
    return csvLine([String(row.line), row.name, short, text, id]);
  });
  return `\ufeff${csvLine(['row', 'name', 'result', 'detail', 'id'])}${lines.join('')}`;
}
