import { Copy, Eye, EyeOff } from 'lucide-react';
import { openSecret } from '../../contract/secret-value.ts';
import type { Token } from '../../contract/token.ts';
import { t } from '../../utils/i18n/t.ts';
import { useCopy } from '../state/use-copy.ts';
import { useReveal } from '../state/use-reveal.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { CopyAsMenu } from './copy-as-menu.tsx';
import { UnconfirmedCopy } from '../session/unconfirmed-copy.tsx';
import { FailureNotice } from '../session/failure-notice.tsx';

/** A token's value: hidden, shown for a moment, or copied without being shown at all. */
export function SecretBox({ token }: { token: Token }) {
  const { state, show, hide } = useReveal(token.id);
  const { busyId, unconfirmed, copy } = useCopy();
  if (token.hint === null) {
    return <Notice tone="info">{t('tokens.recordedWithout')}</Notice>;
  }
  const shown = state.kind === 'shown';
  return (
    <div className="flex flex-col gap-2">
      <div className="rounded-lg border border-line bg-page px-3 py-2 font-mono text-[13px] break-all">
        {shown ? (
          <span data-secret="">{openSecret(state.value)}</span>
        ) : (
          <span
            aria-label={t('tokens.hidden', { hint: token.hint })}
            role="img"
            className="text-soft"
          >
            {token.kind === 'issued' ? 'ftk_' : ''}••••••••••••••••{token.hint}
          </span>
        )}
      </div>
      {shown && <Countdown seconds={state.seconds} />}
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          className="flex-1"
          icon={<Copy size={16} aria-hidden />}
          busy={busyId === token.id}
          onClick={() => void copy(token)}
        >
          {t('common.copy')}
        </Button>
        <Button
          className="flex-1"
          icon={shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
          busy={state.kind === 'asking'}
          onClick={() => (shown ? hide() : void show())}
        >
          {shown ? t('tokens.hide') : t('tokens.reveal')}
        </Button>
        <CopyAsMenu token={token} copy={copy} />
      </div>
      <FailureNotice
        failure={state.kind === 'failed' ? state.failure : null}
        onRetry={() => void show()}
      />
      {state.kind !== 'failed' && <UnconfirmedCopy {...{ unconfirmed, copy }} />}
    </div>
  );
}

/** A bar that runs out as the value’s time does. */
function Countdown({ seconds }: { seconds: number }) {
  return (
    <div className="h-1 overflow-hidden rounded-full bg-line" role="presentation">
      <div
        className="h-full origin-left rounded-full bg-accent"
        style={{ animation: `run-out ${seconds}s linear forwards` }}
      />
    </div>
  );
}
