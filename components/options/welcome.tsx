import { Check } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { t } from '../../utils/i18n/t.ts';
import type { Failure, SessionState } from '../../utils/messaging/protocol.ts';
import { isSameService } from '../../utils/session/loopback.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { useManaged } from '../state/preferences.ts';
import { useRegister } from '../state/register.ts';
import { SignInButton } from '../session/sign-in-button.tsx';
import { BrandMark } from '../ui/brand-mark.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { ConnectForm } from './connect-form.tsx';
import { FixedAddress } from './fixed-address.tsx';

interface WelcomeProps {
  /** True for somebody who came to use an invitation. */
  readonly invited: boolean;
  readonly onDone: () => void;
}

/** First steps, and the way back in: connect, sign in, done. */
export function Welcome({ invited: cameInvited, onDone }: WelcomeProps) {
  const session = useRegister((state) => state.session);
  const fixed = useManaged((managed) => managed.serviceAddress);
  const [changing, setChanging] = useState(cameInvited);
  const [invited, setInvited] = useState(cameInvited);
  // In the page's memory alone, until the sign-in.
  const [code, setCode] = useState<string | null>(null);
  const signedIn = session.kind === 'signed_in';
  // Whoever signs out comes here a moment before the news of it.
  const [wasOutside, setWasOutside] = useState(!signedIn);
  if (!signedIn && !wasOutside) setWasOutside(true);
  useEffect(() => {
    if (signedIn && wasOutside) onDone();
  }, [signedIn, wasOutside, onDone]);
  const elsewhere =
    fixed !== null && 'address' in session && !isSameService(fixed, session.address);
  const connected = session.kind !== 'not_connected' && !changing && !elsewhere;
  const change = (byInvitation: boolean): void => {
    setInvited(byInvitation);
    setChanging(true);
  };
  return (
    <main id="content" className="mx-auto flex w-full max-w-lg flex-col px-4 py-10 sm:py-16">
      <div className="mb-4 flex items-center gap-3">
        <BrandMark size={44} />
        <div>
          <h1 className="text-xl font-semibold tracking-tight">{t('manifest.name')}</h1>
          <p className="text-[13px] text-soft">{t('options.welcomeText')}</p>
        </div>
      </div>
      <ol className="card divide-y divide-line overflow-hidden">
        <Step number={1} title={t('common.connect')} done={connected} here={!connected}>
          {connected ? (
            <ConnectedTo session={session} onChange={fixed === null ? () => change(false) : null} />
          ) : fixed !== null && !invited ? (
            <FixedAddress address={fixed} />
          ) : (
            <ConnectForm
              invited={invited}
              onInvited={setInvited}
              onConnected={(given) => {
                setCode(given);
                setChanging(false);
              }}
            />
          )}
        </Step>
        <Step number={2} title={t('common.signIn')} done={signedIn} here={connected && !signedIn}>
          {connected && !signedIn && <SignIn code={code} onInvited={() => change(true)} />}
        </Step>
        <Step number={3} title={t('common.done')} done={false} here={signedIn}>
          {signedIn && (
            <Button look="primary" onClick={onDone}>
              {t('options.goToTokens')}
            </Button>
          )}
        </Step>
      </ol>
      <p className="mt-4 text-xs text-soft">{t('options.aloneText')}</p>
    </main>
  );
}

interface ConnectedToProps {
  readonly session: SessionState;
  /** Null where the company has set the address. */
  readonly onChange: (() => void) | null;
}

function ConnectedTo({ session, onChange }: ConnectedToProps) {
  if (session.kind === 'not_connected') return null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 text-[13px]">
      <code className="min-w-0 break-all text-soft">{session.address}</code>
      {onChange === null ? (
        <span className="text-soft">{t('options.setByCompany')}</span>
      ) : (
        <TextButton onClick={onChange}>{t('options.changeService')}</TextButton>
      )}
    </div>
  );
}

function SignIn({ code, onInvited }: { code: string | null; onInvited: () => void }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const words = failure === null ? null : failureWords(failure);
  return (
    <div className="flex flex-col gap-3 text-[13px]">
      <p className="text-soft">
        {code === null ? t('options.signInText') : t('options.invitedText')}
      </p>
      {words !== null && (
        <Notice tone="bad" live title={words.title}>
          {words.text}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SignInButton invitation={code} onFailure={setFailure} />
        {code === null && <TextButton onClick={onInvited}>{t('session.invited')}</TextButton>}
      </div>
    </div>
  );
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly done: boolean;
  readonly here: boolean;
  readonly children: ReactNode;
}

function Step({ number, title, done, here, children }: StepProps) {
  return (
    <li aria-current={here ? 'step' : undefined} className="flex gap-3 p-4">
      <span
        className={`flex size-6 shrink-0 items-center justify-center rounded-full text-xs font-semibold ${done ? 'bg-good-paper text-good' : here ? 'bg-accent text-on-accent' : 'bg-hover text-soft'}`}
      >
        {done ? <Check size={14} aria-label={t('common.done')} /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className={`font-semibold ${here || done ? '' : 'text-soft'}`}>{title}</h2>
        <div className="mt-1 empty:hidden">{children}</div>
      </div>
    </li>
  );
}
