import { Check, CircleAlert, X } from 'lucide-react';
import { create } from 'zustand';
import { IconButton } from './icon-button.tsx';
import { TextButton } from './text-button.tsx';
import { t } from '../../utils/i18n/t.ts';

interface ToastAct {
  readonly words: string;
  readonly act: () => void;
}

interface Toast {
  readonly id: number;
  readonly tone: 'good' | 'bad';
  readonly text: string;
  /** A button in it, such as the way back. */
  readonly offer?: ToastAct | undefined;
}

const SHOWN_MS = { good: 4_000, bad: 8_000 } as const;
/** Long enough to read it, to think, and to reach the button by keys. */
const OFFERED_MS = 10_000;

const useToasts = create<{ readonly toasts: readonly Toast[] }>()(() => ({ toasts: [] }));
let nextId = 1;

/** Says something in passing, on screen and to a screen reader. It goes by itself; said again, it stands once. */
export function toast(tone: Toast['tone'], text: string, offer?: ToastAct): void {
  const id = nextId++;
  useToasts.setState(({ toasts }) => ({
    toasts: [...toasts.filter((one) => one.text !== text).slice(-2), { id, tone, text, offer }],
  }));
  setTimeout(() => dismiss(id), offer === undefined ? SHOWN_MS[tone] : OFFERED_MS);
}

function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((one) => one.id !== id) }));
}

/** Where toasts appear. The region is there from the start, or a screen reader would miss the first. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-3 z-50 flex flex-col items-center gap-2 px-3"
    >
      {toasts.map(({ id, tone, text, offer }) => (
        <div
          key={id}
          className="floating pointer-events-auto flex max-w-full items-center gap-2 rounded-lg border border-line bg-paper py-1.5 pr-1.5 pl-3 text-[13px] font-medium"
        >
          {tone === 'good' ? (
            <Check size={16} aria-hidden className="shrink-0 text-good" />
          ) : (
            <CircleAlert size={16} aria-hidden className="shrink-0 text-bad" />
          )}
          <span className="min-w-0">{text}</span>
          {offer !== undefined && (
            <TextButton
              onClick={() => {
                dismiss(id);
                offer.act();
              }}
            >
              {offer.words}
            </TextButton>
          )}
          <IconButton label={t('ui.dismiss')} className="size-6" onClick={() => dismiss(id)}>
            <X size={14} aria-hidden />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
