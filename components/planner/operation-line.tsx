import type { Operation } from '../../contract/operations.ts';
import { operationWords } from '../../utils/words/usage-words.ts';
import { Chip } from '../ui/chip.tsx';
import { t } from '../../utils/i18n/t.ts';

/** An operation as Front's reference shows it: its name, and method and path below. */
export function OperationLine({ operation }: { operation: Operation }) {
  const { method, path, id, deprecated } = operation;
  return (
    <span className="flex min-w-0 flex-1 flex-col text-left">
      <span className="flex min-w-0 items-center gap-1.5 text-[13px]">
        <span className="min-w-0 break-words">{operationWords(id)}</span>
        {deprecated && <Chip tone="warn">{t('planner.deprecated')}</Chip>}
      </span>
      <code className="min-w-0 text-xs break-all text-soft">
        {method} {path}
      </code>
    </span>
  );
}
