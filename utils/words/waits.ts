import { t } from '../i18n/t.ts';

/** Said when something was kept that could not be sent yet. */
export function waitsWords(): string {
  return t('outbox.kept');
}
