import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';

interface ModalProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** The button that opens it; the focus comes back to it. */
  readonly trigger: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
}

/** A window above the page. Esc closes it; a click beside it doesn't, since something may be typed in it. */
export function Modal({ open, onOpenChange, trigger, title, children }: ModalProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Trigger asChild>{trigger}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
          className="floating fixed inset-x-3 top-1/2 z-40 mx-auto max-h-[calc(100vh-24px)] max-w-md -translate-y-1/2 overflow-auto rounded-xl border border-line bg-paper p-4"
        >
          <Dialog.Title className="mb-3 text-base font-semibold break-words">{title}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
