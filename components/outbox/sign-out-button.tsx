import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../utils/messaging/ask.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { useRegister } from '../state/register.ts';
import { goTo, hashOf } from '../state/use-route.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { toast } from '../ui/toasts.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';
import { RichText } from '../ui/rich-text.tsx';

/** Signs out; asks first when that would throw away what waits to be sent or was put aside. */
export function SignOutButton() {
  const lost = useRegister(({ changes }) => changes.filter(({ kind }) => kind !== 'done').length);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const signOut = async (): Promise<void> => {
    setBusy(true);
    const answer = await ask('session.sign_out', null);
    setBusy(false);
    if (answer.ok) goTo({ kind: 'welcome' });
    else toast('bad', failureWords(answer.failure).title);
  };
  const icon = <LogOut size={16} aria-hidden />;
  if (lost === 0) {
    return (
      <Button busy={busy} icon={icon} onClick={() => void signOut()}>
        {t('outbox.signOut')}
      </Button>
    );
  }
  return (
    <Modal
      open={open}
      onOpenChange={setOpen}
      trigger={<Button icon={icon}>{t('outbox.signOut')}</Button>}
      title={t('outbox.signOutTitle')}
    >
      <p className="text-[13px]">
        <RichText
          k="outbox.signOutText"
          n={lost}
          parts={{
            count: number(lost),
            look: (
              <a href={hashOf({ kind: 'changes' })} className="text-accent underline">
                {t('outbox.signOutLook')}
              </a>
            ),
          }}
        />
      </p>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={() => setOpen(false)}>{t('outbox.staySignedIn')}</Button>
        <Button look="danger" busy={busy} onClick={() => void signOut()}>
          {t('outbox.signOutSure')}
        </Button>
      </div>
    </Modal>
  );
}
