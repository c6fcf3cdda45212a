import { Copy, SquareTerminal } from 'lucide-react';
import type { Operation } from '../../contract/operations.ts';
import type { Token } from '../../contract/token.ts';
import { apiRequest } from '../../utils/copy-as/api-request.ts';
import { copyText } from '../../utils/copy-as/copy-text.ts';
import { scopesInShort } from '../../utils/words/scope-words.ts';
import { useRegister } from '../state/register.ts';
import type { useCopy } from '../state/use-copy.ts';
import { CopyAsMenu } from '../tokens/copy-as-menu.tsx';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { t } from '../../utils/i18n/t.ts';

interface OperationTokenProps {
  readonly token: Token;
  readonly operation: Operation;
  readonly busy: boolean;
  readonly copy: ReturnType<typeof useCopy>['copy'];
  readonly onOpen: (token: Token) => void;
}

/** One token that can make the call: the whole command is one click away, the bare value another. */
export function OperationToken({ token, operation, busy, copy, onOpen }: OperationTokenProps) {
  const session = useRegister((state) => state.session);
  if (session.kind === 'not_connected') return null;
  const request = apiRequest(operation, token.kind, session.address);
  return (
    <li className="flex h-[68px] min-w-0 flex-col justify-center rounded-lg border border-line bg-paper pr-1 pl-2.5">
      <div className="flex min-w-0">
        <button
          type="button"
          className="min-w-0 truncate rounded text-[13.5px] font-semibold hover:underline"
          title={token.name}
          onClick={() => onOpen(token)}
        >
          {token.name}
        </button>
      </div>
      <div className="flex min-w-0 items-center gap-1">
        <span className="min-w-0 flex-1 truncate text-xs text-soft">
          {scopesInShort(token.scopes)}
        </span>
        <Button
          className="h-8 px-2.5 text-[13px]"
          icon={<SquareTerminal size={15} aria-hidden />}
          busy={busy}
          aria-label={t('operations.copyCurlOf', { name: token.name })}
          onClick={() => void copy(token, (value) => copyText('curl', value, request))}
        >
          {t('operations.copyCurl')}
        </Button>
        <IconButton
          label={t('operations.copyTokenOf', { name: token.name })}
          onClick={() => void copy(token)}
        >
          <Copy size={15} aria-hidden />
        </IconButton>
        <CopyAsMenu token={token} operation={operation} copy={copy} compact />
      </div>
    </li>
  );
}
