import { useState } from 'react';
import type { ScopeDryRun, ScopeProposal } from '../../contract/scope-proposal.ts';
import type { Token } from '../../contract/token.ts';
import { ask } from '../../utils/messaging/ask.ts';
import { callsWords } from '../../utils/words/budget-words.ts';
import { dryRunWords, recordLength } from '../../utils/words/scope-record-words.ts';
import { scopeWords } from '../../utils/words/scope-words.ts';
import { ActNotice } from '../people/act-notice.tsx';
import { useAct } from '../state/use-act.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toasts.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number, row } from '../../utils/i18n/locale.ts';

interface NarrowDialogProps {
  readonly token: Token;
  readonly proposal: ScopeProposal;
  /** The scopes that it is to keep. */
  readonly scopes: readonly string[];
  readonly dryRun: ScopeDryRun;
  /** Why the record may lack something. */
  readonly doubts: readonly string[];
  readonly now: number;
}

/** The button that takes permissions away, and the question before it: which ones, and what is refused from then on. */
export function NarrowDialog(props: NarrowDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Modal
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button look="primary" className="self-start">
          {t('usage.narrow')}
        </Button>
      }
      title={t('usage.narrowTitle')}
    >
      <Question {...props} onClose={() => setOpen(false)} />
    </Modal>
  );
}

function Question(props: NarrowDialogProps & { onClose: () => void }) {
  const { token, proposal, scopes, dryRun, doubts, now, onClose } = props;
  const act = useAct();
  const { title, operations } = dryRunWords(dryRun);
  const lost = token.scopes.filter((scope) => !scopes.includes(scope));
  const uses = new Map(proposal.used.map((use) => [use.scope, use]));
  const narrow = (): void =>
    act.run(
      'narrow',
      () =>
        ask('tokens.update', {
          id: token.id,
          version: token.version,
          patch: { scopes: [...scopes] },
        }),
      () => {
        toast('good', t('usage.narrowed', lost.length, { count: number(lost.length) }));
        onClose();
      },
    );
  return (
    <form
      className="flex flex-col gap-3 text-[13px]"
      onSubmit={(event) => {
        event.preventDefault();
        narrow();
      }}
    >
      <p className="font-semibold break-words">{token.name}</p>
      <div>
        <h3 className="text-soft">{t('usage.loses')}</h3>
        <ul aria-label={t('usage.losesLabel')} className="flex flex-col gap-0.5">
          {lost.map((scope) => {
            const use = uses.get(scope);
            return (
              <li key={scope} className="break-words">
                {scopeWords(scope)}{' '}
                <span className={use === undefined ? 'text-soft' : 'text-warn'}>
                  {t('usage.losesUse', {
                    use:
                      use === undefined
                        ? t('usage.notUsedIn', { span: recordLength(proposal, now) })
                        : callsWords(use.calls),
                  })}
                </span>
              </li>
            );
          })}
        </ul>
      </div>
      <div>
        <h3 className="text-soft">{t('usage.keeps')}</h3>
        <p className="break-words">{row(scopes.map(scopeWords))}</p>
      </div>
      <p className={operations.length > 0 ? 'font-semibold text-warn' : ''}>{title}.</p>
      {doubts.length > 0 && (
        <Notice tone="info" title={t('usage.doubtsTitle')}>
          {doubts.join(' ')}
        </Notice>
      )}
      <p className="text-soft">{t('usage.narrowText')}</p>
      <ActNotice act={act} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('usage.leaveIt')}</Button>
        <Button type="submit" look="primary" busy={act.busy === 'narrow'}>
          {lost.length === 1 ? t('usage.takeIt') : t('usage.takeThem')}
        </Button>
      </div>
    </form>
  );
}
