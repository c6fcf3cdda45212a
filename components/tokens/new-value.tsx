import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Token } from '../../contract/token.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { ReplaceForm } from './replace-form.tsx';
import { RotateForm } from './rotate-form.tsx';
import { t } from '../../utils/i18n/t.ts';

/** The button that gives a token a new value, and what is asked before. */
export function NewValue({ token, dependents }: { token: Token; dependents: number }) {
  const [open, setOpen] = useState(false);
  const issued = token.kind === 'issued';
  const close = (): void => setOpen(false);
  return (
    <Modal
      open={open}
      onOpenChange={setOpen}
      title={issued ? t('tokens.newValue') : t('tokens.replaceTitle')}
      trigger={
        <Button className="mt-2 w-full" icon={<RefreshCw size={15} aria-hidden />}>
          {issued ? t('tokens.newValueButton') : t('tokens.replaceButton')}
        </Button>
      }
    >
      {issued ? (
        <RotateForm token={token} onClose={close} />
      ) : (
        <ReplaceForm token={token} dependents={dependents} onClose={close} />
      )}
    </Modal>
  );
}
