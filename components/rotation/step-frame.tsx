import { Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { StepState } from '../../utils/rotation/guide-steps.ts';
import { TextButton } from '../ui/text-button.tsx';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';

interface StepFrameProps {
  readonly number: number;
  readonly title: string;
  readonly state: StepState['state'];
  /** What came of it, in a line, once it is done. */
  readonly outcome: ReactNode;
  /** Takes back what was said of it; left out where that is done in the step itself. */
  readonly onBack?: (() => void) | undefined;
  readonly children: ReactNode;
}

const STATE_TEXTS = {
  done: 'rotation.done',
  next: 'rotation.now',
  later: 'rotation.later',
} as const satisfies Record<StepState['state'], PlainTextKey>;
const MARKS: Readonly<Record<StepState['state'], string>> = {
  done: 'bg-good-paper text-good',
  next: 'bg-accent text-on-accent',
  later: 'bg-chip text-soft',
};

/** One step of the guide: its body while it is the next one, what came of it afterwards. */
export function StepFrame({ number, title, state, outcome, onBack, children }: StepFrameProps) {
  const [again, setAgain] = useState(false);
  const open = state === 'next' || (state === 'done' && again);
  return (
    <li
      aria-current={state === 'next' ? 'step' : undefined}
      className={`card flex min-w-0 gap-3 p-4 ${state === 'next' ? 'border-accent' : ''}`}
    >
      <span
        aria-hidden
        className={`flex size-7 shrink-0 items-center justify-center rounded-full text-[13px] font-semibold ${MARKS[state]}`}
      >
        {state === 'done' ? <Check size={15} /> : number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <h2 className={`pt-0.5 text-[15px] font-semibold ${state === 'later' ? 'text-soft' : ''}`}>
          {title} <span className="sr-only">({t(STATE_TEXTS[state])})</span>
        </h2>
        {state === 'done' && (
          <div className="-mt-2 flex flex-col gap-1.5 text-[13px]">
            <div className="break-words">{outcome}</div>
            <div className="flex gap-3 text-xs">
              <TextButton onClick={() => setAgain(!again)}>
                {again ? t('rotation.foldUp') : t('rotation.lookAgain')}
              </TextButton>
              {onBack !== undefined && (
                <TextButton onClick={onBack}>{t('rotation.goBack')}</TextButton>
              )}
            </div>
          </div>
        )}
        {open && <div className="flex min-w-0 flex-col gap-3 text-[13px]">{children}</div>}
      </div>
    </li>
  );
}
