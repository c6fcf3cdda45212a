import { useEffect, useRef } from 'react';
import type { Conflict } from '../../utils/tokens/find-conflicts.ts';
import { scopeWords } from '../../utils/words/scope-words.ts';
import { dayWords } from '../../utils/words/time-words.ts';
import { Button } from '../ui/button.tsx';

interface ConflictPanelProps {
  readonly conflicts: readonly Conflict[];
  readonly onSettle: (choice: 'mine' | 'theirs') => void;
}

/** Two people changed the same field: both versions side by side, and the person chooses. */
export function ConflictPanel({ conflicts, onSettle }: ConflictPanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'center' });
    panel.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section
      ref={panel}
      role="alert"
      tabIndex={-1}
      className="card flex flex-col gap-3 border-warn p-4"
    >
      <h2 className="font-semibold">Somebody changed this token while you were typing</h2>
      <div className="overflow-x-auto">
        <table className="w-full table-fixed text-left text-[13px]">
          <thead>
            <tr className="text-soft">
              <th className="w-28 py-1 pr-3 font-medium">Field</th>
              <th className="py-1 pr-3 font-medium">Yours</th>
              <th className="py-1 font-medium">Theirs</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map(({ field, mine, theirs }) => (
              <tr key={field} className="border-t border-line align-top">
                <th scope="row" className="py-2 pr-3 font-medium">
                  {FIELD_NAMES[field]}
                </th>
                <td className="py-2 pr-3 break-words whitespace-pre-line">{shown(mine)}</td>
                <td className="py-2 break-words whitespace-pre-line">{shown(theirs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={() => onSettle('mine')}>
          Keep mine
        </Button>
        <Button onClick={() => onSettle('theirs')}>Take theirs</Button>
      </div>
    </section>
  );
}

const FIELD_NAMES: Readonly<Record<Conflict['field'], string>> = {
  name: 'Name',
  purpose: 'Purpose',
  tags: 'Tags',
  owner: 'Owner',
  environment: 'Environment',
  usedIn: 'Used in',
  expiresAt: 'Expiry',
  scopes: 'Permissions',
  features: 'Features',
  namespaces: 'Namespaces',
  backedBy: 'Stands on',
  callsPerMinute: 'Calls a minute',
  sensitive: 'Sensitive',
};

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '(empty)';
  if (Array.isArray(value)) {
    if (value.length === 0) return '(empty)';
    return value.map(itemWords).join(', ');
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? dayWords(value) : value;
}

function itemWords(item: unknown): string {
  if (typeof item === 'string') return scopeWords(item);
  if (typeof item === 'object' && item !== null && 'label' in item) return item.label as string;
  return JSON.stringify(item);
}
