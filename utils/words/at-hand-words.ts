import type { NotInserted } from '../at-hand/decide-insert.ts';
import type { NotCopied } from '../at-hand/popup-word.ts';
import type { PlainTextKey } from '../i18n/t.ts';

/** Why nothing was put into a field or copied, where no failure of the service says it. */
export const NOT_DONE_TEXTS = {
  not_a_field: 'atHand.whyNotField',
  hidden: 'atHand.whyHidden',
  other_field: 'atHand.whyOtherField',
  too_short: 'atHand.whyTooShort',
  not_taken: 'atHand.whyNotTaken',
  no_access: 'atHand.whyNoAccess',
  other_frame: 'atHand.whyOtherFrame',
  unsafe_page: 'atHand.whyUnsafePage',
  too_late: 'atHand.whyTooLate',
  no_value: 'atHand.whyNoValue',
  none_yet: 'atHand.whyNoneYet',
  clipboard: 'atHand.whyClipboard',
} as const satisfies Record<NotInserted | Extract<NotCopied, string>, PlainTextKey>;
