import { useId, type ReactNode } from 'react';
import { t } from '../../utils/i18n/t.ts';

/** What a control has to carry so that label, hint and problem belong to it. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface FieldProps {
  readonly label: string;
  readonly optional?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong with it, in one sentence; null when all is well. */
  readonly problem?: string | null;
  readonly children: (control: FieldControl) => ReactNode;
}

/** A label, a control, and below it what is wrong or what helps. */
export function Field({ label, optional = false, hint, problem = null, children }: FieldProps) {
  const id = useId();
  const belowId = `${id}-below`;
  const below = problem ?? hint;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-[13px] font-semibold">
          {label}
        </label>
        {optional && <span className="text-xs text-soft">{t('ui.optional')}</span>}
      </div>
      {children({
        id,
        'aria-describedby': below === undefined ? undefined : belowId,
        'aria-invalid': problem === null ? undefined : true,
      })}
      {below !== undefined && (
        <div id={belowId} className={`text-xs ${problem === null ? 'text-soft' : 'text-bad'}`}>
          {below}
        </div>
      )}
    </div>
  );
}
