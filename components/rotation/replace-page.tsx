import type { ReactNode } from 'react';
import type { Token } from '../../contract/token.ts';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
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
import { number } from '../../utils/i18n/locale.ts';

/** The guided rotation of a Front token: from a new one in Front to the end of the old one. */
export function ReplacePage({ id }: { id: string }) {
  const { token } = useToken(id);
  const admin = useRegister(isAdmin);
  if (token === null) return <UnknownToken onBack={() => goTo({ kind: 'tokens' })} />;
  const toToken = { to: { kind: 'token', id }, words: token.name } as const;
  return (
    <div className="mx-auto w-full max-w-3xl">
      <PageHead back={toToken} title={t('rotation.title')} />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      {token.kind !== 'front' || token.status === 'deleted' ? (
        <Notice tone="info" title={t('rotation.nothingTitle')}>
          {token.status === 'deleted' ? t('rotation.isDeleted') : t('rotation.issuedText')}
        </Notice>
      ) : admin ? (
        <Steps token={token} />
      ) : (
        <Notice tone="info" title={t('rotation.adminsTitle')}>
          {t('rotation.adminsText')}
        </Notice>
      )}
    </div>
  );
}

const TITLES = {
  create: 'rotation.stepCreate',
  capture: 'rotation.stepCapture',
  switch: 'rotation.stepSwitch',
  watch: 'rotation.stepWatch',
  delete: 'rotation.stepDelete',
  confirm: 'rotation.stepConfirm',
} as const satisfies Record<GuideStep, PlainTextKey>;

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
      <p className="mb-4 text-[13px] text-soft">{t('rotation.keepsPlace')}</p>
      <ol className="flex flex-col gap-3">
        {guide.steps.map(({ step, state }, index) => (
          <StepFrame
            key={step}
            number={index + 1}
            title={t(TITLES[step])}
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
            {t('rotation.forget')}
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
      return t('rotation.saidMade', { name: draft.newName });
    case 'capture':
      return <CaptureOutcomeWords guide={guide} />;
    case 'switch':
      return t('rotation.callsGo', dependents.length, { count: number(dependents.length) });
    case 'watch':
      return t('rotation.saidChanged');
    case 'delete':
      return draft.isDeleted
        ? t('rotation.saidDeleted', { name: draft.oldName })
        : t('rotation.frontRefuses');
    case 'confirm':
      return draft.refusedAt === null
        ? ''
        : t('rotation.frontRefusedOn', { when: momentWords(draft.refusedAt) });
  }
}
