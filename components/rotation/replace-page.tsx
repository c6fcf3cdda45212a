import type { ReactNode } from 'react';
import type { Token } from '../../contract/token.ts';
import { t } from '../../utils/i18n/t.ts';
import { isCaptured, type GuideStep } from '../../utils/rotation/guide-steps.ts';
import { momentWords } from '../../utils/words/time-words.ts';
import { PageHead } from '../options/page-head.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { useGuide, type Guide } from '../state/use-guide.ts';
import { goTo } from '../state/use-route.ts';
import { useToken } from '../state/use-token.ts';
import { UnknownToken } from '../tokens/unknown-token.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageOpens } from '../ui/view-opens.tsx';
import { StepCapture, CaptureOutcomeWords } from './step-capture.tsx';
import { StepConfirm } from './step-confirm.tsx';
import { StepCreate } from './step-create.tsx';
import { StepDelete } from './step-delete.tsx';
import { StepFrame } from './step-frame.tsx';
import { StepSwitch } from './step-switch.tsx';
import { StepWatch } from './step-watch.tsx';

/** The guided rotation of a Front token: from a new one in Front to the end of the old one. */
export function ReplacePage({ id }: { id: string }) {
  const { token } = useToken(id);
  const admin = useRegister(isAdmin);
  if (token === null) return <UnknownToken onBack={() => goTo({ kind: 'tokens' })} />;
  const toToken = { to: { kind: 'token', id }, words: token.name } as const;
  return (
    <div className="mx-auto w-full max-w-3xl">
      <PageHead back={toToken} title="Replace it, step by step" />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      {token.kind !== 'front' || token.status === 'deleted' ? (
        <Notice tone="info" title="There is nothing to guide here">
          {token.status === 'deleted'
            ? 'This token is deleted.'
            : 'An issued token gets its new value on its own page, with one click.'}
        </Notice>
      ) : admin ? (
        <Steps token={token} />
      ) : (
        <Notice tone="info" title="Only an admin replaces tokens">
          Ask one of your admins.
        </Notice>
      )}
    </div>
  );
}

const TITLES: Readonly<Record<GuideStep, string>> = {
  create: 'Create the new token in Front',
  capture: 'Take its value, and check it',
  switch: 'Issued tokens switch over',
  watch: 'Whoever has the raw value changes over',
  delete: 'Delete the old token in Front',
  confirm: 'Make sure that the old value is dead',
};

function Steps({ token }: { token: Token }) {
  const guide = useGuide(token);
  if (!guide.ready) return <PageOpens />;
  const close = (): void => {
    guide.close();
    goTo({ kind: 'token', id: token.id });
  };
  const isOver = guide.steps.every(({ state }) => state === 'done');
  return (
    <>
      <p className="mb-4 text-[13px] text-soft">
        The guide keeps its place: close it, and go on tomorrow or in another window of this
        browser.
      </p>
      <ol className="flex flex-col gap-3">
        {guide.steps.map(({ step, state }, index) => (
          <StepFrame
            key={step}
            number={index + 1}
            title={TITLES[step]}
            state={state}
            outcome={outcomeOf(step, guide)}
            onBack={canGoBack(step, guide) ? () => guide.goBack(step) : undefined}
          >
            {bodyOf(step, guide, close)}
          </StepFrame>
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap items-center justify-end gap-2">
        {isOver ? (
          <Button look="primary" onClick={close}>
            {t('common.done')}
          </Button>
        ) : (
          <Button look="quiet" onClick={close}>
            Stop and forget the guide
          </Button>
        )}
      </div>
    </>
  );
}

/** A value on record is put back by the button in its step, and not by going back alone. */
function canGoBack(step: GuideStep, { draft, token }: Guide): boolean {
  return step !== 'capture' && !(step === 'create' && isCaptured(draft, token));
}

function bodyOf(step: GuideStep, guide: Guide, onClose: () => void): ReactNode {
  switch (step) {
    case 'create':
      return <StepCreate guide={guide} />;
    case 'capture':
      return <StepCapture guide={guide} />;
    case 'switch':
      return <StepSwitch guide={guide} />;
    case 'watch':
      return <StepWatch guide={guide} />;
    case 'delete':
      return <StepDelete guide={guide} />;
    case 'confirm':
      return <StepConfirm guide={guide} onClose={onClose} />;
  }
}

/** What is known of a step that is done, and from whom. */
function outcomeOf(step: GuideStep, guide: Guide): ReactNode {
  const { draft, dependents } = guide;
  switch (step) {
    case 'create':
      return `You said that “${draft.newName}” is made.`;
    case 'capture':
      return <CaptureOutcomeWords guide={guide} />;
    case 'switch':
      return dependents.length === 0
        ? 'No issued token stands on it.'
        : `Calls of the ${dependents.length === 1 ? 'issued token' : `${dependents.length} issued tokens`} go out with the new value.`;
    case 'watch':
      return 'You said that everybody has changed over.';
    case 'delete':
      return draft.isDeleted ? `You said that “${draft.oldName}” is deleted.` : 'Front refuses it.';
    case 'confirm':
      return draft.refusedAt === null
        ? ''
        : `Front refused the old value on ${momentWords(draft.refusedAt)}.`;
  }
}
