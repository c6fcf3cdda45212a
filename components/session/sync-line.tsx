import { CloudOff, RefreshCw } from 'lucide-react';
import { memo } from 'react';
import { isOpen } from '../../utils/outbox/change.ts';
import { openOptions } from '../../utils/pages/open-options.ts';
import { agoWords } from '../../utils/words/time-words.ts';
import { refreshRegister, useRegister, type RegisterState } from '../state/register.ts';
import { LockButton } from './lock-button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

/** The popup's last line: how fresh the list is, and which keys help. */
export const SyncLine = memo(function SyncLine({ now, hint }: { now: number; hint: boolean }) {
  const sync = useRegister((state) => state.sync);
  const synced = useRegister((state) => state.synced);
  const waiting = useRegister((state) => state.changes.filter(isOpen).length);
  const hasEnded = useRegister((state) => state.session.kind === 'expired');
  const how = hasEnded ? 'signed_out' : howFresh(sync);
  const offline = how === 'offline';
  const keys = hint && how === 'read' && waiting === 0;
  return (
    <div className="@container flex h-8 shrink-0 items-center gap-1 border-t border-line bg-page pr-1 pl-3 text-xs text-soft">
      {offline && <CloudOff size={13} aria-hidden />}
      <span className={keys ? 'shrink-0' : 'min-w-0 truncate'}>
        {freshness(synced?.at ?? null, how, now)}
      </span>
      {waiting > 0 && (
        <button
          type="button"
          className="shrink-0 rounded font-medium text-accent hover:underline"
          onClick={() => void openOptions('#/changes')}
        >
          {t('session.changesWait', waiting, { count: number(waiting) })}
        </button>
      )}
      {keys && (
        <span
          // A hint that has no room wraps out of sight.
          className="ml-auto flex h-4 min-w-0 flex-wrap justify-end gap-x-2 overflow-hidden @max-[374px]:hidden"
          aria-hidden
        >
          <Keys keys="↑↓" does={t('session.keyChoose')} />
          <Keys keys="↵" does={t('session.keyOpen')} />
          <Keys keys={isMac() ? '⌘C' : 'Ctrl+C'} does={t('session.keyCopy')} />
        </span>
      )}
      <span className={`flex items-center ${keys ? '@max-[374px]:ml-auto' : 'ml-auto'}`}>
        <LockButton className="size-7" />
        <IconButton
          label={t('session.refresh')}
          className="size-7"
          disabled={sync.kind === 'running'}
          onClick={() => void refreshRegister()}
        >
          <RefreshCw
            size={13}
            aria-hidden
            className={sync.kind === 'running' ? 'animate-spin' : ''}
          />
        </IconButton>
      </span>
    </div>
  );
});

function Keys({ keys, does }: { keys: string; does: string }) {
  return (
    <span className="whitespace-nowrap">
      <kbd className="font-sans font-semibold">{keys}</kbd> {does}
    </span>
  );
}

function isMac(): boolean {
  return /Mac/.test(navigator.userAgent);
}

type HowFresh = 'read' | 'offline' | 'signed_out';

/** Whoever has to sign in again is not offline, and would look for the fault in the network. */
function howFresh(sync: RegisterState['sync']): HowFresh {
  if (sync.kind !== 'failed') return 'read';
  return sync.failure.code === 'session_ended' ? 'signed_out' : 'offline';
}

function freshness(at: string | null, how: HowFresh, now: number): string {
  switch (how) {
    case 'read':
      return at === null ? t('session.reading') : t('session.read', { ago: agoWords(at, now) });
    case 'offline':
      return at === null
        ? t('session.offline')
        : t('session.offlineAsOf', { ago: agoWords(at, now) });
    case 'signed_out':
      return at === null ? t('session.notSignedIn') : t('session.asOf', { ago: agoWords(at, now) });
  }
}
