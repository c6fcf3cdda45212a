import { AlarmClockOff } from 'lucide-react';
import { useState } from 'react';
import { LIMITS } from '../../contract/limits.ts';
import type { Finding } from '../../contract/token-health.ts';
import type { Token } from '../../contract/token.ts';
import { FINDING_NAMES } from '../../utils/health/health-words.ts';
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
  { days: 30, words: '30 days' },
  { days: 90, words: '90 days' },
  { days: 365, words: '1 year' },
] as const;
const DAY_MS = 24 * 60 * 60_000;

/** The button that puts a finding aside, and the question before it: why, and for how long. */
export function SnoozeDialog({ token, finding }: { token: Token; finding: Finding }) {
  const [open, setOpen] = useState(false);
  return (
    <Modal
      open={open}
      onOpenChange={setOpen}
      title="Put this aside?"
      trigger={
        <IconButton label={`Put aside: ${FINDING_NAMES[finding]}, ${token.name}`}>
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
        toast('good', 'Put aside');
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
        <span className="font-semibold">{FINDING_NAMES[finding]}</span> – {token.name}
      </p>
      <Field label="Why" hint="The other admins read it, and it stands in the log.">
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
      <Field label="For how long">
        {(control) => (
          <select
            {...control}
            className="field-box"
            value={days}
            onChange={(event) => setDays(Number(event.target.value))}
          >
            {SPANS.map((span) => (
              <option key={span.days} value={span.days}>
                {span.words}
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
          Put it aside
        </Button>
      </div>
    </form>
  );
}
