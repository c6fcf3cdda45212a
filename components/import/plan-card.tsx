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
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

const WAYS: readonly { readonly way: VerifyWay; readonly words: PlainTextKey }[] = [
  { way: 'required', words: 'importing.wayRequired' },
  { way: 'if_possible', words: 'importing.wayIfPossible' },
  { way: 'later', words: 'importing.wayLater' },
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
      <Card title={t('importing.planTitle')}>
        <p role="status" className="text-[13px] text-soft">
          {plan.of === 0
            ? t('importing.comparing')
            : t('importing.comparingCount', plan.of, {
                count: number(plan.of),
                done: number(plan.asked),
              })}
        </p>
      </Card>
    );
  }
  const fresh = plan.rows.filter(({ plan: one }) => one.kind === 'new');
  const valued = fresh.filter(hasValue).length;
  const minutes = Math.ceil(valued / ASKED_A_MINUTE);
  return (
    <Card title={t('importing.planTitle')}>
      {plan.failure !== null && (
        <>
          <FailureNotice failure={plan.failure} comfort={t('importing.notCompared')} />
          <div>
            <Button onClick={() => void planAnew()}>{t('importing.compareAgain')}</Button>
          </div>
        </>
      )}
      {!plan.whole && <Notice tone="info">{t('importing.tooManyToCompare')}</Notice>}
      <RowList rows={rows} label={t('importing.planRows')} />
      {valued > 0 && (
        <Field
          label={t('importing.whose')}
          hint={verify === 'later' ? t('importing.askLater') : askWords(minutes)}
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
                  {t(words)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div className="flex flex-wrap items-center justify-end gap-3">
        <span className="text-[13px] text-soft">
          {fresh.length < rows.length &&
            t('importing.stayOut', {
              count: number(rows.length - fresh.length),
              total: number(rows.length),
            })}
        </span>
        <Button
          look="primary"
          icon={<Upload size={16} aria-hidden />}
          disabled={fresh.length === 0}
          onClick={() => void startImport()}
        >
          {t('importing.import', fresh.length, { count: number(fresh.length) })}
        </Button>
      </div>
    </Card>
  );
}

function hasValue({ row }: PlannedRow): boolean {
  return row.reading !== null;
}

function askWords(minutes: number): string {
  const count = number(ASKED_A_MINUTE);
  return minutes > 1
    ? t('importing.askHintMinutes', { count, minutes: number(minutes) })
    : t('importing.askHint', { count });
}
