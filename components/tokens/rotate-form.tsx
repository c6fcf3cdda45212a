import { Copy } from 'lucide-react';
import { useState } from 'react';
import { DEFAULT_GRACE_SECONDS } from '../../contract/rotation.ts';
import type { Token } from '../../contract/token.ts';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { ask } from '../../utils/messaging/ask.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { UnconfirmedCopy } from '../session/unconfirmed-copy.tsx';
import { useAct } from '../state/use-act.ts';
import { useCopy } from '../state/use-copy.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { RichText } from '../ui/rich-text.tsx';

const HOUR = 3_600;
const CHOICES: readonly { seconds: number; words: PlainTextKey }[] = [
  { seconds: 0, words: 'tokens.graceNone' },
  { seconds: HOUR, words: 'tokens.graceHour' },
  { seconds: DEFAULT_GRACE_SECONDS, words: 'tokens.graceDay' },
  { seconds: 7 * 24 * HOUR, words: 'tokens.graceDays7' },
  { seconds: 30 * 24 * HOUR, words: 'tokens.graceDays30' },
];

/** Asks how long the old value goes on working, makes the new one, and then offers to copy it. */
export function RotateForm({ token, onClose }: { token: Token; onClose: () => void }) {
  const [seconds, setSeconds] = useState<number>(DEFAULT_GRACE_SECONDS);
  // The same for every retry of what this window asks.
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const [done, setDone] = useState(false);
  const act = useAct();
  const { busyId, unconfirmed, copy } = useCopy();
  if (done) {
    return (
      <div className="flex flex-col gap-3 text-[13px]">
        <p>
          <RichText
            k="tokens.hasNewValue"
            parts={{ name: <span className="font-semibold break-words">{token.name}</span> }}
          />
        </p>
        <UnconfirmedCopy {...{ unconfirmed, copy }} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.close')}</Button>
          <Button
            look="primary"
            icon={<Copy size={16} aria-hidden />}
            busy={busyId === token.id}
            onClick={() => void copy(token)}
          >
            {t('tokens.copyNew')}
          </Button>
        </div>
      </div>
    );
  }
  const rotate = (): void =>
    act.run(
      'rotate',
      () =>
        ask('tokens.rotate', { id: token.id, rotation: { graceSeconds: seconds }, idempotencyKey }),
      () => setDone(true),
    );
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        rotate();
      }}
    >
      <p className="text-[13px] font-semibold break-words">{token.name}</p>
      <Field
        label={t('tokens.oldGoesOn')}
        hint={seconds === 0 ? t('tokens.graceNoneHint') : t('tokens.graceHint')}
      >
        {(control) => (
          <select
            {...control}
            className="field-box"
            value={seconds}
            onChange={({ target }) => {
              setSeconds(Number(target.value));
              // Another wish is another call.
              setKey(crypto.randomUUID());
            }}
          >
            {CHOICES.map((choice) => (
              <option key={choice.seconds} value={choice.seconds}>
                {t(choice.words)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <FailureNotice failure={act.failure} onRetry={act.retry} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={act.busy === 'rotate'}>
          {t('tokens.makeValue')}
        </Button>
      </div>
    </form>
  );
}
