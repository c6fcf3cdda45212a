import { Copy } from 'lucide-react';
import type { Token } from '../../contract/token.ts';
import { baseAddress } from '../../utils/copy-as/api-request.ts';
import { useRegister } from '../state/register.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { toast } from '../ui/toasts.tsx';
import { t } from '../../utils/i18n/t.ts';

/** The base address at which a token's value works: the gateway for issued ones, Front for its own. */
export function UseAt({ token }: { token: Token }) {
  const session = useRegister((state) => state.session);
  if (session.kind === 'not_connected') return null;
  const base = baseAddress(token.kind, session.address);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(base);
      toast('good', t('tokens.baseCopied'));
    } catch {
      // The browser's reason is no help to a person; the address stands beside the button.
      toast('bad', t('tokens.baseRefused'));
    }
  };
  return (
    <div className="flex min-w-0 items-center gap-1 text-xs text-soft">
      <span className="shrink-0">{t('tokens.worksAt')}</span>
      <code className="min-w-0 truncate text-ink">{base}</code>
      <IconButton label={t('tokens.copyBase')} className="size-6" onClick={() => void copy()}>
        <Copy size={13} aria-hidden />
      </IconButton>
    </div>
  );
}
