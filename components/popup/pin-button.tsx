import { Pin } from 'lucide-react';
import { changePin, usePins } from '../state/at-hand.ts';
import { IconButton } from '../ui/icon-button.tsx';

/** Keeps a token at the top of the popup's list. */
export function PinButton({ id }: { id: string }) {
  const pinned = usePins().includes(id);
  return (
    <IconButton
      label="Pin to the top"
      aria-pressed={pinned}
      className="aria-pressed:text-accent"
      // What is shown is what was stored.
      onClick={() => void changePin(id)}
    >
      <Pin size={16} aria-hidden fill={pinned ? 'currentColor' : 'none'} />
    </IconButton>
  );
}
