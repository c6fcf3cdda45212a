import { Lock, Send } from 'lucide-react';
import { useState } from 'react';
import type { AccessRequest } from '../../contract/grant.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Token } from '../../contract/token.ts';
import { t } from '../../utils/i18n/t.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { agoWords } from '../../utils/words/time-words.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { useAct } from '../state/use-act.ts';
import { useDraft } from '../state/use-draft.ts';
import { useNow } from '../state/use-now.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { toast } from '../ui/toasts.tsx';

interface AskForAccessProps {
  readonly token: Token;
  /** What I asked for this token last. */
  readonly last: AccessRequest | null;
}

/** For a member whom the token is not granted to: ask for it with a reason, and see what became of it. */
export function AskForAccess({ token, last }: AskForAccessProps) {
  return (
    <div className="flex flex-col gap-2.5">
      <div className="flex items-center gap-2 text-[13px] text-soft">
        <Lock size={15} aria-hidden className="shrink-0" />
        {t('tokens.adminDecides')}
      </div>
      {last?.status === 'open' ? (
        <Waiting request={last} />
      ) : (
        <>
          {last?.status === 'refused' && <Refused request={last} />}
          <Asking token={token} />
        </>
      )}
    </div>
  );
}

function Waiting({ request }: { request: AccessRequest }) {
  const act = useAct();
  const now = useNow();
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2 rounded-lg bg-info-paper px-3 py-2 text-[13px]">
        <span>{t('tokens.asked', { ago: agoWords(request.createdAt, now) })}</span>
        <Button
          busy={act.busy === 'withdraw'}
          onClick={() =>
            act.run('withdraw', () =>
              callPeople('withdrawRequest', { params: { requestId: request.id } }),
            )
          }
        >
          {t('tokens.withdraw')}
        </Button>
      </div>
      <p className="border-l-2 border-line pl-3 text-[13px] break-words whitespace-pre-line text-soft">
        {request.reason}
      </p>
      <FailureNotice failure={act.failure} onRetry={act.retry} />
    </>
  );
}

function Refused({ request }: { request: AccessRequest }) {
  const now = useNow();
  return <p className="text-[13px] break-words">{refusedWords(request, now)}</p>;
}

function refusedWords({ decidedBy, decidedAt, createdAt, answer }: AccessRequest, now: number) {
  const ago = agoWords(decidedAt ?? createdAt, now);
  if (decidedBy === null) {
    return answer === ''
      ? t('tokens.refused', { ago })
      : t('tokens.refusedAnswer', { ago, answer });
  }
  const { name } = decidedBy;
  return answer === ''
    ? t('tokens.refusedBy', { name, ago })
    : t('tokens.refusedByAnswer', { name, ago, answer });
}

function Asking({ token }: { token: Token }) {
  const draft = useDraft(`ask-${token.id}`, '', isText);
  const [opened, setOpened] = useState(false);
  const act = useAct();
  const reason = draft.value.trim();
  if (!draft.ready) return null;
  // A reason that was begun is gone on with.
  if (!opened && draft.value === '') {
    return (
      <Button look="primary" onClick={() => setOpened(true)}>
        {t('tokens.askForAccess')}
      </Button>
    );
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === '' || act.busy !== null) return;
        act.run(
          'ask',
          () => callPeople('createRequest', { params: { id: token.id }, body: { reason } }),
          () => {
            draft.drop();
            toast('good', t('tokens.requestSent'));
          },
        );
      }}
    >
      <Field label={t('tokens.whyNeeded')}>
        {(control) => (
          <textarea
            {...control}
            autoFocus={opened}
            rows={2}
            className="field-box"
            maxLength={LIMITS.reason}
            placeholder={t('tokens.whyPlaceholder')}
            value={draft.value}
            onChange={(event) => draft.set(event.target.value)}
          />
        )}
      </Field>
      <FailureNotice failure={act.failure} comfort={t('tokens.typedIsKept')} />
      <div className="flex justify-end gap-2">
        <Button
          look="quiet"
          onClick={() => {
            draft.drop();
            setOpened(false);
          }}
        >
          {t('common.cancel')}
        </Button>
        <Button
          type="submit"
          look="primary"
          icon={<Send size={15} aria-hidden />}
          disabled={reason === ''}
          busy={act.busy === 'ask'}
        >
          {t('tokens.sendRequest')}
        </Button>
      </div>
    </form>
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
