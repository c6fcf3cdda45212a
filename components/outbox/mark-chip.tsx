import type { ChangeMark } from '../../utils/outbox/shown-tokens.ts';
import { Chip } from '../ui/chip.tsx';
import { t } from '../../utils/i18n/t.ts';

/** Says that what is shown of a token is not yet how the service has it. */
export function MarkChip({ mark }: { mark: ChangeMark | undefined }) {
  switch (mark) {
    case undefined:
      return null;
    case 'waiting':
      return (
        <span title={t('outbox.waitingToBeSent')}>
          <Chip tone="accent">{t('outbox.waiting')}</Chip>
        </span>
      );
    case 'conflict':
      return <Chip tone="warn">{t('outbox.twoVersions')}</Chip>;
    case 'refused':
      return <Chip tone="bad">{t('outbox.notTaken')}</Chip>;
  }
}
