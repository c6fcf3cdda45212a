import { Check, PlugZap } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure, SessionState } from '../../utils/messaging/protocol.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { useRegister } from '../state/register.ts';
import { useDraft } from '../state/use-draft.ts';
import { SignInButton } from '../session/sign-in-button.tsx';
import { BrandMark } from '../ui/brand-mark.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';

/** Where the service listens when nobody set another address. */
const LOCAL_ADDRESS = 'http://127.0.0.1:4180';

/** First steps, and the way back in: connect, sign in, done. */
export function Welcome({ onDone }: { onDone: () => void }) {
  const session = useRegister((state) => state.session);
  const [changing, setChanging] = useState(false);
  const [wasOutside] = useState(() => session.kind !== 'signed_in');
  const signedIn = session.kind === 'signed_in';
  useEffect(() => {
    if (signedIn && wasOutside) onDone();
  }, [signedIn, wasOutside, onDone]);
  const connected = session.kind !== 'not_connected' && !changing;
  return (
    <main id="content" className="mx-auto flex w-full max-w-lg flex-col px-4 py-10 sm:py-16">
      <div className="mb-4 flex items-center gap-3">
        <BrandMark size={44} />
        <div>
          <h1 className="text-xl font-semibold tracking-tight">Front Token Companion</h1>
          <p className="text-[13px] text-soft">
            Your company’s Front API tokens: known, at hand, and safe to delete.
          </p>
        </div>
      </div>
      <ol className="card divide-y divide-line overflow-hidden">
        <Step number={1} title="Connect" done={connected} here={!connected}>
          {connected ? (
            <ConnectedTo session={session} onChange={() => setChanging(true)} />
          ) : (
            <ConnectForm onConnected={() => setChanging(false)} />
          )}
        </Step>
        <Step number={2} title="Sign in" done={signedIn} here={connected && !signedIn}>
          {connected && !signedIn && <SignIn />}
        </Step>
        <Step number={3} title="Done" done={false} here={signedIn}>
          {signedIn && (
            <Button look="primary" onClick={onDone}>
              Go to the tokens
            </Button>
          )}
        </Step>
      </ol>
      <p className="mt-4 text-xs text-soft">
        The extension talks to this service alone. Values of tokens are never stored in the browser.
      </p>
    </main>
  );
}

function ConnectedTo({ session, onChange }: { session: SessionState; onChange: () => void }) {
  if (session.kind === 'not_connected') return null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 text-[13px]">
      <code className="min-w-0 break-all text-soft">{session.address}</code>
      <button
        type="button"
        className="rounded text-accent underline underline-offset-2"
        onClick={onChange}
      >
        Change
      </button>
    </div>
  );
}

function ConnectForm({ onConnected }: { onConnected: () => void }) {
  const address = useDraft('connect', '', isText);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const connect = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const answer = await ask('session.connect', { address: address.value });
    setBusy(false);
    if (answer.ok) {
      address.drop();
      onConnected();
    } else setFailure(answer.failure);
  };
  const words = failure === null ? null : failureWords(failure);
  return (
    <form
      className="flex flex-col gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <Field
        label="Service address"
        problem={failure?.code === 'bad_address' ? failure.message : null}
        hint={
          <>
            Whoever runs the token service knows it. On this machine:{' '}
            <button
              type="button"
              className="rounded text-accent underline underline-offset-2"
              onClick={() => address.set(LOCAL_ADDRESS)}
            >
              {LOCAL_ADDRESS}
            </button>
          </>
        }
      >
        {(control) => (
          <input
            {...control}
            autoFocus
            className="field-box"
            inputMode="url"
            autoComplete="url"
            spellCheck={false}
            placeholder="https://tokens.example.com"
            value={address.value}
            onChange={(event) => address.set(event.target.value)}
          />
        )}
      </Field>
      {words !== null && failure?.code !== 'bad_address' && (
        <Notice tone="bad" live title={words.title}>
          {failure?.code === 'unreachable'
            ? 'Check the address, your network and your VPN. If it is right, ask whoever runs the service whether it is up.'
            : words.text}
        </Notice>
      )}
      <Button
        type="submit"
        look="primary"
        className="self-start"
        busy={busy}
        icon={<PlugZap size={16} aria-hidden />}
      >
        Connect
      </Button>
    </form>
  );
}

function SignIn() {
  const [failure, setFailure] = useState<Failure | null>(null);
  const words = failure === null ? null : failureWords(failure);
  return (
    <div className="flex flex-col gap-3 text-[13px]">
      <p className="text-soft">
        A window of the service opens. The first time it asks for the set-up code that the service
        printed when it started.
      </p>
      {words !== null && (
        <Notice tone="bad" live title={words.title}>
          {words.text}
        </Notice>
      )}
      <div>
        <SignInButton onFailure={setFailure} />
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
        {done ? <Check size={14} aria-label="Done" /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className={`font-semibold ${here || done ? '' : 'text-soft'}`}>{title}</h2>
        <div className="mt-1 empty:hidden">{children}</div>
      </div>
    </li>
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
