import { ScanEye } from 'lucide-react';
import { useState } from 'react';
import { nameKey } from '../../contract/fold.ts';
import type { Token } from '../../contract/token.ts';
import type { CaptureOutcome } from '../../utils/capture/save-shown-value.ts';
import { ask } from '../../utils/messaging/ask.ts';
import { captureWords } from '../../utils/words/capture-words.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { useAct } from '../state/use-act.ts';
import { useFrontPage } from '../state/use-front-page.ts';
import { useSuccessorName } from '../state/use-successor-name.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toasts.tsx';
import { t } from '../../utils/i18n/t.ts';

interface SaveValueProps {
  readonly token: Token;
}

/**
 * Takes the value that Front shows beside this page to the service. Nothing where Front's page of
 * this token is not in sight. The value never comes here.
 */
export function SaveValue({ token }: SaveValueProps) {
  const successor = useSuccessorName(token.id);
  const { tabId, facts } = useFrontPage();
  const act = useAct();
  const [outcome, setOutcome] = useState<CaptureOutcome | null>(null);
  // What the person said yes to; it holds for that one value alone.
  const [agreedHint, setAgreedHint] = useState<string | null>(null);
  const shown = facts?.kind === 'details' ? nameKey(facts.name) : null;
  // While it is being replaced, Front shows the new value under the name of its successor.
  const name = [token.name, successor].find((one) => one !== null && nameKey(one) === shown);
  if (tabId === null || name === null || name === undefined) return null;
  const save = (agreed: string | null, oldCompany?: 'unproven'): void => {
    setOutcome(null);
    setAgreedHint(agreed);
    act.run(
      'save',
      () =>
        ask('tokens.save_shown_value', {
          tabId,
          id: token.id,
          name,
          agreedHint: agreed,
          ...(oldCompany === undefined ? {} : { oldCompany }),
          idempotencyKey: crypto.randomUUID(),
        }),
      (answer) => {
        setOutcome(answer.kind === 'saved' ? null : answer);
        if (answer.kind !== 'saved') return;
        toast('good', token.hint === null ? t('panel.savedSealed') : t('panel.savedReplaced'));
      },
    );
  };
  const unproven = act.failure?.code === 'company_unproven';
  return (
    <section
      aria-label={t('panel.valueOnPage')}
      className="flex flex-col gap-2 rounded-lg border border-line p-2.5"
    >
      <p className="text-xs text-soft">{t('panel.valueOnPageText')}</p>
      <Button
        icon={<ScanEye size={16} aria-hidden />}
        busy={act.busy === 'save'}
        onClick={() => save(null)}
      >
        {t('panel.saveValue')}
      </Button>
      {outcome !== null && outcome.kind !== 'saved' && (
        <Asked outcome={outcome} onAgree={(hint) => save(hint)} />
      )}
      <FailureNotice failure={act.failure} onRetry={act.retry} />
      {unproven && (
        <Button look="danger" onClick={() => save(agreedHint, 'unproven')}>
          {t('tokens.ourCompany')}
        </Button>
      )}
    </section>
  );
}

interface AskedProps {
  readonly outcome: Exclude<CaptureOutcome, { kind: 'saved' }>;
  readonly onAgree: (hint: string) => void;
}

/** Why nothing was saved, and the question where a person may say that it is right all the same. */
function Asked({ outcome, onAgree }: AskedProps) {
  const { title, text } = captureWords(outcome);
  return (
    <Notice
      tone={outcome.kind === 'seems_recorded' ? 'info' : 'warn'}
      live
      title={title}
      actions={
        outcome.kind === 'differs' ? (
          <Button look="primary" onClick={() => onAgree(outcome.hint)}>
            {t('panel.replaceIt')}
          </Button>
        ) : outcome.kind === 'seems_recorded' ? (
          <Button onClick={() => onAgree(outcome.hint)}>{t('panel.saveAllTheSame')}</Button>
        ) : undefined
      }
    >
      {text}
    </Notice>
  );
}
