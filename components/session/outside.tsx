import { Cable, LogIn } from 'lucide-react';
import { t } from '../../utils/i18n/t.ts';
import { openOptions } from '../../utils/pages/open-options.ts';
import type { SessionState } from '../../utils/messaging/protocol.ts';
import { BrandMark } from '../ui/brand-mark.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { RichText } from '../ui/rich-text.tsx';

type OutsideState = SessionState & { kind: 'not_connected' | 'signed_out' };

/** What popup and side panel show to somebody without a session: the way in, on the full page. */
export function Outside({ session }: { session: OutsideState }) {
  return session.kind === 'not_connected' ? (
    <NotConnected />
  ) : (
    <SignedOut address={session.address} />
  );
}

function NotConnected() {
  return (
    <EmptyState
      icon={<Cable size={22} aria-hidden />}
      main
      title={t('session.connectTitle')}
      actions={
        <>
          <Button look="primary" onClick={() => void openOptions('#/welcome')}>
            {t('common.connect')}
          </Button>
          <InvitedButton />
        </>
      }
    >
      {t('session.connectText')}
    </EmptyState>
  );
}

function SignedOut({ address }: { address: string }) {
  return (
    <EmptyState
      icon={<BrandMark size={30} />}
      main
      title={t('common.signIn')}
      actions={
        <>
          <Button
            look="primary"
            icon={<LogIn size={16} aria-hidden />}
            onClick={() => void openOptions('#/welcome')}
          >
            {t('common.signIn')}
          </Button>
          <InvitedButton />
        </>
      }
    >
      <RichText
        k="session.signInText"
        parts={{ address: <span className="break-all">{address}</span> }}
      />
    </EmptyState>
  );
}

function InvitedButton() {
  return <Button onClick={() => void openOptions('#/invitation')}>{t('session.invited')}</Button>;
}
