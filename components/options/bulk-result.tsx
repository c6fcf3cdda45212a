import { Check, CircleAlert, CircleHelp, CircleSlash, Minus, type LucideIcon } from 'lucide-react';
import type { Token } from '../../contract/token.ts';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import type { BulkOutcome, BulkRun } from '../state/use-bulk-edit.ts';
import { hashOf } from '../state/use-route.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { number } from '../../utils/i18n/locale.ts';
import { RichText } from '../ui/rich-text.tsx';

interface BulkResultProps {
  readonly run: BulkRun;
  /** Once more, for those that were not changed, as they stand by now. */
  readonly onRetry: (tokens: readonly Token[]) => void;
  readonly onClose: () => void;
}

type Kind = BulkOutcome['kind'];

const TEXTS = {
  changed: 'options.bulkChanged',
  same: 'options.bulkSame',
  stale: 'options.bulkStale',
  refused: 'options.bulkRefused',
  unknown: 'options.bulkUnknown',
  not_tried: 'options.bulkNotTried',
} as const satisfies Record<Kind, PlainTextKey>;
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
    ? t('options.bulkRunning', { done: number(outcomes.length), total: number(total) })
    : left.length === 0
      ? t('options.bulkDone', { count: number(changed) })
      : t('options.bulkLeft', {
          count: number(changed),
          total: number(total),
          left: number(left.length),
        });
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
                  {t('options.bulkAgain', left.length, { count: number(left.length) })}
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
          aria-label={t('options.bulkOutcome')}
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
        <RichText
          k="options.bulkLine"
          parts={{
            name: (
              <a
                href={hashOf({ kind: 'token', id: outcome.token.id })}
                className="break-words underline underline-offset-2"
              >
                {outcome.token.name}
              </a>
            ),
            outcome: outcome.kind === 'refused' ? outcome.why : t(TEXTS[outcome.kind]),
          }}
        />
      </span>
    </li>
  );
}

function leftFirst(a: BulkOutcome, b: BulkOutcome): number {
  return Number(LEFT.has(b.kind)) - Number(LEFT.has(a.kind));
}
