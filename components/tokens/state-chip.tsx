import type { Token } from '../../contract/token.ts';
import { stateNow } from '../../utils/tokens/find-tokens.ts';
import { expiryWords } from '../../utils/words/time-words.ts';
import { Chip } from '../ui/chip.tsx';
import { t } from '../../utils/i18n/t.ts';

/** How a token stands, when there is something to say: expired, soon to expire, deleted. */
export function StateChip({ token, now }: { token: Token; now: number }) {
  switch (stateNow(token, now)) {
    case 'deleted':
      return <Chip tone="plain">{t('tokens.stateDeleted')}</Chip>;
    case 'expired':
      return <Chip tone="bad">{t('tokens.stateExpired')}</Chip>;
    case 'soon':
      return <Chip tone="warn">{expiryWords(token.expiresAt, now).text}</Chip>;
    case 'active':
      return null;
  }
}
