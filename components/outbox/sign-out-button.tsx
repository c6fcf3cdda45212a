import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../utils/messaging/ask.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { useRegister } from '../state/register.ts';
import { goTo, hashOf } from '../state/use-route.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { toast } from '../ui/toasts.tsx';

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
        Sign out
      </Button>
    );
  }
  return (
    <Modal
      open={open}
      onOpenChange={setOpen}
      trigger={<Button icon={icon}>Sign out</Button>}
      title="Sign out and lose changes?"
    >
      <p className="text-[13px]">
        {lost === 1 ? 'One change is' : `${lost} changes are`} in this browser alone, and would be
        gone.{' '}
        <a href={hashOf({ kind: 'changes' })} className="text-accent underline">
          Look at them
        </a>{' '}
        first, or lock instead: then they wait for you.
      </p>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={() => setOpen(false)}>Stay signed in</Button>
        <Button look="danger" busy={busy} onClick={() => void signOut()}>
          Sign out and lose them
        </Button>
      </div>
    </Modal>
  );
}
