import { Check, CircleAlert, CircleHelp, CircleSlash, Minus, type LucideIcon } from 'lucide-react';
import type { Token } from '../../contract/token.ts';
import { t } from '../../utils/i18n/t.ts';
import type { BulkOutcome, BulkRun } from '../state/use-bulk-edit.ts';
import { hashOf } from '../state/use-route.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

interface BulkResultProps {
  readonly run: BulkRun;
  /** Once more, for those that were not changed, as they stand by now. */
  readonly onRetry: (tokens: readonly Token[]) => void;
  readonly onClose: () => void;
}

type Kind = BulkOutcome['kind'];

const WORDS: Readonly<Record<Kind, string>> = {
  changed: 'Changed',
  same: 'Was so already',
  stale: 'Somebody changed it meanwhile: left as it is',
  refused: 'Not changed',
  unknown: 'No answer came: it may have been changed',
  not_tried: 'Not tried any more',
};
const ICONS: Readonly<Record<Kind, LucideIcon>> = {
  changed: Check,
  same: Minus,
  stale: CircleAlert,
  refused: CircleSlash,
  unknown: CircleHelp,
  not_tried: CircleSlash,
};
const LEFT: ReadonlySet<Kind> = new Set(['stale', 'refused', 'unknown', 'not_tried']);

/** What came of a change of many tokens: how it went for each of them, and nothing left out. */
export function BulkResult({ run, onRetry, onClose }: BulkResultProps) {
  const { outcomes, total, running } = run;
  const left = outcomes.filter(({ kind }) => LEFT.has(kind));
  const changed = outcomes.filter(({ kind }) => kind === 'changed').length;
  const title = running
    ? `Changing: ${outcomes.length} of ${total}`
    : left.length === 0
      ? `All done: ${changed} changed`
      : `${changed} of ${total} changed, ${left.length} left`;
  return (
    <div className="mb-3">
      <Notice
        live
        tone={left.length === 0 ? 'info' : 'warn'}
        title={title}
        actions={
          running ? undefined : (
            <>
              {left.length > 0 && (
                <Button onClick={() => onRetry(left.map(({ token }) => token))}>
                  Try {left.length === 1 ? 'that one' : `those ${left.length}`} again
                </Button>
              )}
              <Button look="quiet" onClick={onClose}>
                {t('common.close')}
              </Button>
            </>
          )
        }
      >
        <ul
          aria-label="What came of it"
          // A person has to be able to scroll it with the keys.
          tabIndex={0}
          className="mt-1 max-h-48 overflow-auto"
        >
          {[...outcomes].sort(leftFirst).map((outcome) => (
            <Outcome key={outcome.token.id} outcome={outcome} />
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function Outcome({ outcome }: { outcome: BulkOutcome }) {
  const Icon = ICONS[outcome.kind];
  return (
    <li className="flex min-w-0 items-baseline gap-1.5 py-0.5">
      <Icon size={13} aria-hidden className="shrink-0 self-center" />
      <span className="min-w-0">
        <a
          href={hashOf({ kind: 'token', id: outcome.token.id })}
          className="break-words underline underline-offset-2"
        >
          {outcome.token.name}
        </a>
        {': '}
        {outcome.kind === 'refused' ? outcome.why : WORDS[outcome.kind]}
      </span>
    </li>
  );
}

function leftFirst(a: BulkOutcome, b: BulkOutcome): number {
  return Number(LEFT.has(b.kind)) - Number(LEFT.has(a.kind));
}
