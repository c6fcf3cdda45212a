import type { Verification } from '../../contract/front-value.ts';
import { momentWords } from './time-words.ts';

export interface VerificationWords {
  readonly tone: 'good' | 'warn' | 'bad';
  /** Two or three words, for a chip. */
  readonly short: string;
  /** What is known, and what that means. */
  readonly text: string;
}

/** What to say of what Front said of a value. What Front did not say is not claimed. */
export function verificationWords({ kind, at, company }: Verification): VerificationWords {
  const when = at === null ? '' : ` on ${momentWords(at)}`;
  const named = company === null ? 'a company' : `“${company.name}”`;
  switch (kind) {
    case 'verified':
      return {
        tone: 'good',
        short: 'Verified',
        text: `Front named ${named} for this value${when}.`,
      };
    case 'other_company':
      return {
        tone: 'bad',
        short: 'Another company’s',
        text: `Front named ${named} for this value${when}, and another company for your other tokens.`,
      };
    case 'refused':
      return {
        tone: 'bad',
        short: 'Refused by Front',
        text: `Front did not accept this value${when}. It may have been deleted there, or copied in part.`,
      };
    case 'unreachable':
      return {
        tone: 'warn',
        short: 'Not verified',
        text: `Front did not answer when it was asked${when}. Nobody knows yet whether this value works.`,
      };
    case 'not_asked':
      return {
        tone: 'warn',
        short: 'Not verified',
        text: 'Front was not asked about this value yet. Nobody knows whether it works.',
      };
  }
}
