import { t } from '../../utils/i18n/t.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { useState } from 'react';
import type { Token } from '../../contract/token.ts';
import { ask } from '../../utils/messaging/ask.ts';
import { isCaptured } from '../../utils/rotation/guide-steps.ts';
import { momentWords } from '../../utils/words/time-words.ts';
import { FrontValueField } from '../options/front-value-field.tsx';
import { FailureNotice } from '../session/failure-notice.tsx';
import { useAct } from '../state/use-act.ts';
import type { Guide } from '../state/use-guide.ts';
import { useReplacement } from '../state/use-replacement.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toasts.tsx';
import { RichText } from '../ui/rich-text.tsx';

/** The new value, by paste or from the panel, and the probe that the service makes of it. */
export function StepCapture({ guide }: { guide: Guide }) {
  return isCaptured(guide.draft, guide.token) ? (
    <Captured guide={guide} />
  ) : (
    <Paste guide={guide} />
  );
}

function Paste({ guide }: { guide: Guide }) {
  const { token, draft, change, again } = guide;
  const { value, setValue, act, busy, unproven, replace } = useReplacement(token, (replaced) => {
    change({ isMade: true, capturedAt: replaced.updatedAt });
    again();
    // The value is kept; the name goes on by itself.
    void rename(replaced, draft.newName);
  });
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        replace();
      }}
    >
      <p>
        <RichText
          k="rotation.captureText"
          parts={{
            name: <strong>{draft.newName}</strong>,
            button: <strong>{t('panel.saveValue')}</strong>,
          }}
        />
      </p>
      <FrontValueField
        value={value}
        onChange={setValue}
        onScopes={ignoreScopes}
        problem={null}
        empty="refused"
      />
      <FailureNotice failure={act.failure} onRetry={act.retry} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" disabled={value.trim() === ''} busy={busy}>
          {t('rotation.check')}
        </Button>
        {unproven && (
          <Button look="danger" onClick={() => replace({ oldCompany: 'unproven' })}>
            {t('tokens.ourCompany')}
          </Button>
        )}
      </div>
    </form>
  );
}

function Captured({ guide }: { guide: Guide }) {
  const { token, draft, rotation, goBack, again } = guide;
  const act = useAct();
  const previous = rotation?.previous ?? null;
  const canRestore = previous !== null && previous.hint === draft.oldHint;
  return (
    <>
      {canRestore ? (
        <p>
          {t('rotation.canPutBack', {
            hint: previous.hint,
            when: momentWords(previous.keptUntil),
          })}
        </p>
      ) : (
        <p>{t('rotation.cannotPutBack')}</p>
      )}
      <FailureNotice failure={act.failure} onRetry={act.retry} />
      {canRestore && (
        <Button
          className="self-start"
          busy={act.busy === 'restore'}
          onClick={() =>
            act.run(
              'restore',
              () => ask('tokens.restore_value', { id: token.id }),
              () => {
                goBack('capture');
                again();
                toast('good', t('rotation.oldIsBack'));
              },
            )
          }
        >
          {t('rotation.putOldBack')}
        </Button>
      )}
    </>
  );
}

/** Names what Front says of the value that stands, and the name under which notes are found beside it. */
export function CaptureOutcomeWords({ guide }: { guide: Guide }) {
  const { token, draft, rotation } = guide;
  const [busy, setBusy] = useState(false);
  const wanted = draft.newName.trim();
  return (
    <div className="flex flex-col gap-1.5">
      <span>
        {rotation === null || rotation.company === null
          ? t('rotation.onRecord', { hint: token.hint ?? '' })
          : t('rotation.onRecordOf', { hint: token.hint ?? '', company: rotation.company.name })}
      </span>
      {token.name !== wanted && wanted !== '' && (
        <span className="flex flex-wrap items-center gap-2">
          <span>{t('rotation.stillCalled', { name: token.name })}</span>
          <Button
            busy={busy}
            onClick={() => {
              setBusy(true);
              void rename(token, wanted).finally(() => setBusy(false));
            }}
          >
            {t('rotation.renameToo')}
          </Button>
        </span>
      )}
    </div>
  );
}

/**
 * Front shows notes by name, so the record takes the name of the token that stands behind it now.
 * Never rejects: it says what went wrong.
 */
async function rename(token: Token, newName: string): Promise<void> {
  const name = newName.trim();
  if (name === '' || name === token.name) return;
  const answer = await ask('tokens.update', {
    id: token.id,
    version: token.version,
    patch: { name },
  });
  if (!answer.ok)
    toast('bad', t('rotation.keepsName', { reason: failureWords(answer.failure).title }));
}

/** The service decides what is recorded of its scopes. */
function ignoreScopes(): void {
  return undefined;
}
