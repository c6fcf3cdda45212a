import { Cable, LogIn } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { openOptions } from '../../utils/pages/open-options.ts';
import { useRegister } from '../state/register.ts';
import { useDraft } from '../state/use-draft.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { BrandMark } from '../ui/brand-mark.tsx';
import { toast, Toasts } from '../ui/toasts.tsx';
import { LockScreen } from '../session/lock-screen.tsx';
import { TokenFinder } from './token-finder.tsx';

// The list is what opens; the rest comes when it is asked for.
const TokenCard = lazy(() => import('./token-card.tsx').then((m) => ({ default: m.TokenCard })));
const CompactCreate = lazy(() =>
  import('./compact-create.tsx').then((m) => ({ default: m.CompactCreate })),
);

type View = { kind: 'list' } | { kind: 'token'; id: string } | { kind: 'create' };

/** Where the popup stands, kept so that it opens again where it was left. */
interface Place {
  readonly query: string;
  readonly view: View;
}

const START: Place = { query: '', view: { kind: 'list' } };

export function PopupApp() {
  const session = useRegister((state) => state.session);
  return (
    <>
      <main className="flex h-[600px] w-[400px] max-w-full flex-col overflow-hidden bg-paper">
        {session.kind === 'not_connected' ? (
          <NotConnected />
        ) : session.kind === 'signed_out' ? (
          <SignedOut address={session.address} />
        ) : session.kind === 'locked' ? (
          <LockScreen session={session} />
        ) : (
          <Views />
        )}
      </main>
      <Toasts />
    </>
  );
}

function Views() {
  const place = useDraft('popup', START, isPlace);
  const { query, view } = place.value;
  const go = (next: View): void => place.set({ query, view: next });
  const list = { kind: 'list' } as const;
  if (!place.ready) return null;
  switch (view.kind) {
    case 'list':
      return (
        <TokenFinder
          query={query}
          onQuery={(text) => place.set({ query: text, view })}
          onOpen={(token) => go({ kind: 'token', id: token.id })}
          onCreate={() => go({ kind: 'create' })}
        />
      );
    case 'token':
      return (
        <Suspense fallback={null}>
          <TokenCard id={view.id} onBack={() => go(list)} />
        </Suspense>
      );
    case 'create':
      return (
        <Suspense fallback={null}>
          <CompactCreate
            onBack={() => go(list)}
            onCreated={(token) => {
              toast('good', 'Created. Copy its value whenever you need it.');
              go({ kind: 'token', id: token.id });
            }}
          />
        </Suspense>
      );
  }
}

function NotConnected() {
  return (
    <EmptyState
      icon={<Cable size={22} aria-hidden />}
      main
      title="Connect to your token service"
      actions={
        <>
          <Button look="primary" onClick={() => void openOptions('#/welcome')}>
            Connect
          </Button>
          <InvitedButton />
        </>
      }
    >
      Your company runs it. Two steps, and its Front API tokens are here.
    </EmptyState>
  );
}

function SignedOut({ address }: { address: string }) {
  return (
    <EmptyState
      icon={<BrandMark size={30} />}
      main
      title="Sign in"
      actions={
        <>
          <Button
            look="primary"
            icon={<LogIn size={16} aria-hidden />}
            onClick={() => void openOptions('#/welcome')}
          >
            Sign in
          </Button>
          <InvitedButton />
        </>
      }
    >
      To the token service at <span className="break-all">{address}</span>
    </EmptyState>
  );
}

function InvitedButton() {
  return <Button onClick={() => void openOptions('#/invitation')}>I have an invitation</Button>;
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false;
  const { query, view } = value as { query?: unknown; view?: { kind?: unknown; id?: unknown } };
  if (typeof query !== 'string' || typeof view !== 'object') return false;
  return (
    view.kind === 'list' ||
    view.kind === 'create' ||
    (view.kind === 'token' && typeof view.id === 'string')
  );
}
