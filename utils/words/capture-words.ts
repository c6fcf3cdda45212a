import type { CaptureOutcome } from '../capture/save-shown-value.ts';
import { number } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';

/** Why a value was not saved, and what helps. */
export function captureWords(outcome: Exclude<CaptureOutcome, { kind: 'saved' }>): {
  readonly title: string;
  readonly text: string;
} {
  switch (outcome.kind) {
    case 'no_access':
      return {
        title: t('panel.noAccessTitle'),
        text: t('panel.noAccessText'),
      };
    case 'not_front':
      return {
        title: t('panel.notFrontTitle'),
        text: t('panel.notFrontText'),
      };
    case 'no_value':
      return {
        title: t('panel.noValueTitle'),
        text: t('panel.noValueText'),
      };
    case 'several_values':
      return {
        title: t('panel.severalTitle'),
        text: t('panel.severalText', { count: number(outcome.count) }),
      };
    case 'other_token':
      return {
        title: t('panel.otherTokenTitle'),
        text: t('panel.otherTokenText'),
      };
    case 'differs':
      return {
        title: t('panel.differsTitle'),
        text: t('panel.differsText', { shown: outcome.hint, recorded: outcome.recordedHint }),
      };
    case 'seems_recorded':
      return {
        title: t('panel.recordedTitle'),
        text: t('panel.recordedText', { hint: outcome.hint }),
      };
  }
}
