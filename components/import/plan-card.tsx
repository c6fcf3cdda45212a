import { Upload } from 'lucide-react';
import { useMemo } from 'react';
import type { VerifyWay } from '../../contract/front-value.ts';
import { ASKED_A_MINUTE } from '../../utils/import/import-run.ts';
import { planWords } from '../../utils/import/import-words.ts';
import type { PlannedRow } from '../../utils/import/plan-import.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { chooseVerify, planAnew, startImport, useImport } from '../state/use-import.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { RowList } from './row-list.tsx';

const WAYS: readonly { readonly way: VerifyWay; readonly words: string }[] = [
  { way: 'required', words: 'Ask Front; leave out what it does not vouch for' },
  { way: 'if_possible', words: 'Ask Front; record the others as not verified' },
  { way: 'later', words: 'Do not ask Front now; record all as not verified' },
];

/** What will happen to each row, before anything is sent. */
export function PlanCard() {
  const { plan, verify } = useImport();
  const rows = useMemo(
    () =>
      plan.kind === 'planned'
        ? plan.rows.map(({ row, plan: one }) => ({
            line: row.line,
            name: row.name,
            ...planWords(one),
          }))
        : [],
    [plan],
  );
  if (plan.kind === 'none') return null;
  if (plan.kind === 'checking') {
    return (
      <Card title="What will happen">
        <p role="status" className="text-[13px] text-soft">
          {plan.of === 0
            ? 'Comparing with the register…'
            : `Comparing ${plan.of.toLocaleString('en')} values with the register: ${plan.asked.toLocaleString('en')} done`}
        </p>
      </Card>
    );
  }
  const fresh = plan.rows.filter(({ plan: one }) => one.kind === 'new');
  const valued = fresh.filter(hasValue).length;
  const minutes = Math.ceil(valued / ASKED_A_MINUTE);
  return (
    <Card title="What will happen">
      {plan.failure !== null && (
        <>
          <FailureNotice
            failure={plan.failure}
            comfort="Values could not be compared with the register: a known one is refused when it is sent."
          />
          <div>
            <Button onClick={() => void planAnew()}>Compare again</Button>
          </div>
        </>
      )}
      {!plan.whole && (
        <Notice tone="info">
          Not every value could be compared beforehand, they are so many. One that is known already
          is refused when it is sent.
        </Notice>
      )}
      <RowList rows={rows} label="What will happen to each row" />
      {valued > 0 && (
        <Field
          label="Whose values are they?"
          hint={
            verify === 'later'
              ? 'You can ask Front later, token by token.'
              : `Front is asked about ${ASKED_A_MINUTE} values a minute at most, so that your company’s limit is left to your tokens${minutes > 1 ? `: about ${minutes} minutes` : ''}. Another company’s value is never recorded.`
          }
        >
          {(control) => (
            <select
              {...control}
              className="field-box"
              value={verify}
              onChange={({ target }) => chooseVerify(target.value as VerifyWay)}
            >
              {WAYS.map(({ way, words }) => (
                <option key={way} value={way}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div className="flex flex-wrap items-center justify-end gap-3">
        <span className="text-[13px] text-soft">
          {fresh.length < rows.length &&
            `${(rows.length - fresh.length).toLocaleString('en')} of ${rows.length.toLocaleString('en')} rows stay out.`}
        </span>
        <Button
          look="primary"
          icon={<Upload size={16} aria-hidden />}
          disabled={fresh.length === 0}
          onClick={() => void startImport()}
        >
          {fresh.length === 1
            ? 'Import 1 token'
            : `Import ${fresh.length.toLocaleString('en')} tokens`}
        </Button>
      </div>
    </Card>
  );
}

function hasValue({ row }: PlannedRow): boolean {
  return row.reading !== null;
}
