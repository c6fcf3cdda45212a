import { AlarmClockOff } from 'lucide-react';
import { useState } from 'react';
import { LIMITS } from '../../contract/limits.ts';
import type { Finding } from '../../contract/token-health.ts';
import type { Token } from '../../contract/token.ts';
import { FINDING_NAMES } from '../../utils/health/finding-names.ts';
import { t } from '../../utils/i18n/t.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { ActNotice } from '../people/act-notice.tsx';
import { useAct } from '../state/use-act.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Modal } from '../ui/modal.tsx';
import { toast } from '../ui/toasts.tsx';

const SPANS = [
  { days: 30, words: 'health.days30' },
  { days: 90, words: 'health.days90' },
  { days: 365, words: 'health.year' },
] as const;
const DAY_MS = 24 * 60 * 60_000;

/** The button that puts a finding aside, and the question before it: why, and for how long. */
export function SnoozeDialog({ token, finding }: { token: Token; finding: Finding }) {
  const [open, setOpen] = useState(false);
  return (
    <Modal
      open={open}
      onOpenChange={setOpen}
      title={t('health.snoozeTitle')}
      trigger={
        <IconButton
          label={t('health.snoozeOf', { finding: t(FINDING_NAMES[finding]), name: token.name })}
        >
          <AlarmClockOff size={15} aria-hidden />
        </IconButton>
      }
    >
      <Question {...{ token, finding }} onClose={() => setOpen(false)} />
    </Modal>
  );
}

function Question(props: { token: Token; finding: Finding; onClose: () => void }) {
  const { token, finding, onClose } = props;
  const [reason, setReason] = useState('');
  const [days, setDays] = useState<number>(SPANS[1].days);
  const act = useAct();
  const put = (): void =>
    act.run(
      'put',
      () =>
        callPeople('putSnooze', {
          params: { id: token.id, finding },
          body: {
            reason: reason.trim(),
            until: new Date(Date.now() + days * DAY_MS).toISOString(),
          },
        }),
      () => {
        toast('good', t('health.putAside'));
        onClose();
      },
    );
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') put();
      }}
    >
      <p className="text-[13px] break-words">
        <span className="font-semibold">{t(FINDING_NAMES[finding])}</span> – {token.name}
      </p>
      <Field label={t('health.why')} hint={t('health.whyHint')}>
        {(control) => (
          <input
            {...control}
            className="field-box"
            maxLength={LIMITS.reason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('health.howLong')}>
        {(control) => (
          <select
            {...control}
            className="field-box"
            value={days}
            onChange={(event) => setDays(Number(event.target.value))}
          >
            {SPANS.map((span) => (
              <option key={span.days} value={span.days}>
                {t(span.words)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <ActNotice act={act} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button
          type="submit"
          look="primary"
          disabled={reason.trim() === ''}
          busy={act.busy === 'put'}
        >
          {t('health.snooze')}
        </Button>
      </div>
    </form>
  );
}
