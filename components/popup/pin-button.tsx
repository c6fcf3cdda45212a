import { Pin } from 'lucide-react';
import { t } from '../../utils/i18n/t.ts';
import { changePin, usePins } from '../state/at-hand.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { toast } from '../ui/toasts.tsx';

/** Keeps a token at the top of the popup's list. */
export function PinButton({ id }: { id: string }) {
  const pinned = usePins().includes(id);
  return (
    <IconButton
      label={t('popup.pin')}
      aria-pressed={pinned}
      className="aria-pressed:text-accent"
      // What is shown is what was stored.
      onClick={() => {
        changePin(id).catch(() => toast('bad', t('atHand.notStored')));
      }}
    >
      <Pin size={16} aria-hidden fill={pinned ? 'currentColor' : 'none'} />
    </IconButton>
  );
}
