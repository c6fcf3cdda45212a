import type { Verification } from '../../contract/front-value.ts';
import { t } from '../i18n/t.ts';
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
  const when = at === null ? null : momentWords(at);
  switch (kind) {
    case 'verified':
      return { tone: 'good', short: t('record.verified'), text: namedWords(company, when) };
    case 'other_company':
      return {
        tone: 'bad',
        short: t('record.otherCompany'),
        text: `${namedWords(company, when)} ${t('record.otherCompanyText')}`,
      };
    case 'refused':
      return {
        tone: 'bad',
        short: t('record.refused'),
        text: `${when === null ? t('record.refusedOnce') : t('record.refusedOn', { when })} ${t('record.refusedText')}`,
      };
    case 'unreachable':
      return {
        tone: 'warn',
        short: t('record.notVerified'),
        text: `${when === null ? t('record.silentOnce') : t('record.silentOn', { when })} ${t('record.silentText')}`,
      };
    case 'not_asked':
      return { tone: 'warn', short: t('record.notVerified'), text: t('record.notAsked') };
  }
}

/** Which company Front named, and when. */
function namedWords(company: Verification['company'], when: string | null): string {
  if (company === null) {
    return when === null ? t('record.namedSome') : t('record.namedSomeOn', { when });
  }
  const { name } = company;
  return when === null ? t('record.named', { name }) : t('record.namedOn', { name, when });
}
