import { useMemo } from 'react';
import { t } from '../../utils/i18n/t.ts';
import { ViewHead } from '../panel/view-head.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { usePlan, type Planning } from '../state/use-plan.ts';
import { NameField } from '../tokens/name-field.tsx';
import { OauthNote } from '../tokens/oauth-note.tsx';
import { PurposeField } from '../tokens/purpose-field.tsx';
import { formOfPlan } from '../../utils/planner/form-of-plan.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { ViewOpens } from '../ui/view-opens.tsx';
import { LIMITS } from '../../contract/limits.ts';
import { RecordPlanned } from './record-planned.tsx';
import { ScopePlanner } from './scope-planner.tsx';

interface PlannerViewProps {
  readonly onBack: () => void;
  /** Shows a token of the register. */
  readonly onOpen: (id: string) => void;
}

/** Planning a token beside Front's form, and recording it when it is made there. */
export function PlannerView({ onBack, onOpen }: PlannerViewProps) {
  const planning = usePlan();
  if (!planning.ready) return <ViewOpens />;
  return (
    <div className="flex h-full flex-col">
      <ViewHead title={t('planner.title')} onBack={onBack}>
        <Button look="quiet" onClick={planning.drop}>
          {t('common.clear')}
        </Button>
      </ViewHead>
      <SessionNotice />
      <div className="relative flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-3">
        <ScopePlanner planning={planning} />
        <Words planning={planning} />
        <OauthNote />
        <RecordPlanned planning={planning} onOpen={onOpen} />
      </div>
    </div>
  );
}

/** What no permission tells: the name in Front, and what it is for. */
function Words({ planning }: { planning: Planning }) {
  const { draft, plan, change } = planning;
  const form = useMemo(() => formOfPlan(draft, plan), [draft, plan]);
  return (
    <section className="flex flex-col gap-3" aria-label={t('planner.nameAndPurpose')}>
      <NameField form={form} onChange={(name) => change({ name })} problem={null} />
      <PurposeField
        form={form}
        change={({ purpose }) => change({ purpose: purpose ?? draft.purpose })}
        problemOf={noProblem}
        rows={2}
      />
      <Field label={t('common.environment')} optional>
        {(control) => (
          <input
            {...control}
            className="field-box"
            maxLength={LIMITS.environment}
            placeholder={t('tokens.production')}
            value={draft.environment}
            onChange={(event) => change({ environment: event.target.value })}
          />
        )}
      </Field>
    </section>
  );
}

function noProblem(): null {
  return null;
}
