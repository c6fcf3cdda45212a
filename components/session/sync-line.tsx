import { CloudOff, RefreshCw } from 'lucide-react';
import { memo } from 'react';
import { agoWords } from '../../utils/words/time-words.ts';
import { refreshRegister, useRegister } from '../state/register.ts';
import { LockButton } from './lock-button.tsx';
import { IconButton } from '../ui/icon-button.tsx';

/** The popup's last line: how fresh the list is, and which keys help. */
export const SyncLine = memo(function SyncLine({ now, hint }: { now: number; hint: boolean }) {
  const sync = useRegister((state) => state.sync);
  const synced = useRegister((state) => state.synced);
  const offline = sync.kind === 'failed';
  const keys = hint && !offline;
  return (
    <div className="flex h-8 shrink-0 items-center gap-1 border-t border-line bg-page pr-1 pl-3 text-xs text-soft">
      {offline && <CloudOff size={13} aria-hidden />}
      <span className="min-w-0 truncate">{freshness(synced?.at ?? null, offline, now)}</span>
      {keys && (
        <span className="ml-auto flex shrink-0 gap-2" aria-hidden>
          <Keys keys="↑↓" does="choose" />
          <Keys keys="↵" does="open" />
          <Keys keys={isMac() ? '⌘C' : 'Ctrl+C'} does="copy" />
        </span>
      )}
      <span className={`flex items-center ${keys ? '' : 'ml-auto'}`}>
        <LockButton className="size-7" />
        <IconButton
          label="Refresh"
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
    <span>
      <kbd className="font-sans font-semibold">{keys}</kbd> {does}
    </span>
  );
}

function isMac(): boolean {
  return /Mac/.test(navigator.userAgent);
}

function freshness(at: string | null, offline: boolean, now: number): string {
  if (at === null) return offline ? 'Offline' : 'Reading …';
  return offline ? `Offline · as of ${agoWords(at, now)}` : `Read ${agoWords(at, now)}`;
}
