import type { Token } from '../../contract/token.ts';
import { Chip } from '../ui/chip.tsx';
import { t } from '../../utils/i18n/t.ts';

/** Says that an admin has marked a token as sensitive. Nothing for the others. */
export function SensitiveChip({ token }: { token: Pick<Token, 'sensitive'> }) {
  return token.sensitive ? <Chip tone="warn">{t('words.sensitive')}</Chip> : null;
}
