import type { OpenChange } from '../outbox/change.ts';
import { row } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';
import { messageWords } from './error-words.ts';
import { failureWords } from './failure-words.ts';
import { scopeWords } from './scope-words.ts';
import { dayWords } from './time-words.ts';

/** The value of a token’s field, to be read. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return t('words.empty');
  if (typeof value === 'boolean') return value ? t('words.yes') : t('words.no');
  if (Array.isArray(value)) {
    return value.length === 0 ? t('words.empty') : row(value.map(itemWords));
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? dayWords(value) : value;
}

function itemWords(item: unknown): string {
  if (typeof item === 'string') return scopeWords(item);
  if (typeof item !== 'object' || item === null || !('label' in item)) return JSON.stringify(item);
  const { label, url } = item as { label: string; url?: string };
  return url === undefined ? label : `${label} (${url})`;
}

/** How a change stands, in a few words. */
export function stateWords({ state }: OpenChange): string {
  switch (state.kind) {
    case 'waiting':
      return state.why === null
        ? t('outbox.waitingToBeSent')
        : t('outbox.waitingFor', { reason: reasonWords(state.why) });
    case 'conflict':
      return t('outbox.youDecide');
    case 'refused':
      return t('outbox.notTakenFor', { reason: reasonWords(state.why) });
  }
}

function reasonWords(why: Parameters<typeof failureWords>[0]): string {
  const { title, text } = failureWords(why);
  // The service’s own sentence says more than a title that fits all.
  return why.code === 'unreachable' || text !== messageWords(why) ? title : text;
}
