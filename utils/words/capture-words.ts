import type { CaptureOutcome } from '../capture/save-shown-value.ts';

/** Why a value was not saved, and what helps. */
export function captureWords(outcome: Exclude<CaptureOutcome, { kind: 'saved' }>): {
  readonly title: string;
  readonly text: string;
} {
  switch (outcome.kind) {
    case 'no_access':
      return {
        title: 'The browser keeps us off that page',
        text: 'Open the extension by its button in the toolbar while Front’s page is in front, and save from there; or copy the value in Front and paste it on the token’s page.',
      };
    case 'not_front':
      return {
        title: 'This is not Front’s settings page',
        text: 'Open the token in Front’s settings, and try again.',
      };
    case 'no_value':
      return {
        title: 'The page shows no value',
        text: 'Press Reveal on Front’s page, then save it while it is shown.',
      };
    case 'several_values':
      return {
        title: 'The page shows several values',
        text: `There are ${outcome.count}, and which one is meant can’t be told. Leave one of them in sight alone.`,
      };
    case 'other_token':
      return {
        title: 'The page is about another token',
        text: 'No heading on it is this token’s name. Nothing was saved.',
      };
    case 'differs':
      return {
        title: 'Another value is on record',
        text: `Front shows one that ends in ${outcome.hint}; the recorded one ends in ${outcome.recordedHint}. Should it take its place? What is issued on it goes on with the new one, once Front says that both belong to one company.`,
      };
    case 'seems_recorded':
      return {
        title: 'It seems to be on record already',
        text: `Both end in ${outcome.hint}. There is nothing to do, unless you know that they differ.`,
      };
  }
}
