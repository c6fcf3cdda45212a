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
          Use the narrow set…
        </Button>
      }
      title="Take permissions away?"
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
        toast(
          'good',
          lost.length === 1 ? 'One permission less' : `${lost.length} permissions less`,
        );
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
        <h3 className="text-soft">It loses</h3>
        <ul aria-label="Permissions that it loses" className="flex flex-col gap-0.5">
          {lost.map((scope) => {
            const use = uses.get(scope);
            return (
              <li key={scope} className="break-words">
                {scopeWords(scope)}{' '}
                <span className={use === undefined ? 'text-soft' : 'text-warn'}>
                  –{' '}
                  {use === undefined
                    ? `not used in ${recordLength(proposal, now)}`
                    : callsWords(use.calls)}
                </span>
              </li>
            );
          })}
        </ul>
      </div>
      <div>
        <h3 className="text-soft">It keeps</h3>
        <p className="break-words">{scopes.map(scopeWords).join(', ')}</p>
      </div>
      <p className={operations.length > 0 ? 'font-semibold text-warn' : ''}>{title}.</p>
      {doubts.length > 0 && (
        <Notice tone="info" title="The record may lack something">
          {doubts.join(' ')}
        </Notice>
      )}
      <p className="text-soft">
        What needs it is refused from the next call on, and shown here. You can give it back at any
        time.
      </p>
      <ActNotice act={act} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Leave it</Button>
        <Button type="submit" look="primary" busy={act.busy === 'narrow'}>
          {lost.length === 1 ? 'Take it away' : 'Take them away'}
        </Button>
      </div>
    </form>
  );
}
