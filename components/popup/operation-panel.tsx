import type { Operation } from '../../contract/operations.ts';
import type { Token } from '../../contract/token.ts';
import { operationWords } from '../../utils/words/usage-words.ts';
import { OperationTokens } from '../operations/operation-tokens.tsx';
import { useRegister } from '../state/register.ts';
import { t } from '../../utils/i18n/t.ts';

export interface OperationPanelProps {
  readonly operation: Operation;
  readonly onOpen: (token: Token) => void;
  readonly onCreate: () => void;
}

/** Before the list: the tokens that can make the call of the page below the popup. Of one height, whatever is in it. */
export function OperationPanel({ operation, onOpen, onCreate }: OperationPanelProps) {
  const signedIn = useRegister(({ session }) => session.kind === 'signed_in');
  if (!signedIn) return null;
  const { id, method, path, scope } = operation;
  return (
    <section
      aria-labelledby="for-operation"
      className="flex h-[232px] shrink-0 flex-col border-b border-line bg-page"
    >
      <div className="px-3 pt-2.5 pb-1.5">
        <h2 id="for-operation" className="truncate text-[13.5px]" title={`${method} ${path}`}>
          <span className="font-semibold">
            {t('popup.forOperation', { operation: operationWords(id) })}
          </span>{' '}
          –{' '}
          <code className="text-xs text-soft">
            {method} {path}
          </code>
        </h2>
        <p className="text-xs text-soft">
          {scope === null ? t('popup.anyToken') : t('popup.needs', { scope })}
        </p>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-2.5">
        <OperationTokens {...{ operation, onOpen, onCreate }} />
      </div>
    </section>
  );
}
