import type { ChangeMark } from '../../utils/outbox/shown-tokens.ts';
import { Chip } from '../ui/chip.tsx';

/** Says that what is shown of a token is not yet how the service has it. */
export function MarkChip({ mark }: { mark: ChangeMark | undefined }) {
  switch (mark) {
    case undefined:
      return null;
    case 'waiting':
      return (
        <span title="Waiting to be sent">
          <Chip tone="accent">Waiting</Chip>
        </span>
      );
    case 'conflict':
      return <Chip tone="warn">Two versions</Chip>;
    case 'refused':
      return <Chip tone="bad">Not taken</Chip>;
  }
}
