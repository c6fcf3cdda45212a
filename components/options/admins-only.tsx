import { ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRegister } from '../state/register.ts';
import { hashOf } from '../state/use-route.ts';
import { SessionNotice } from '../session/session-notice.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { t } from '../../utils/i18n/t.ts';

/** A page that admins alone can do something with. The service refuses the others as well; this says so kindly. */
export function AdminsOnly({ children }: { children: ReactNode }) {
  const session = useRegister((state) => state.session);
  if ('me' in session && session.me.role === 'admin') return children;
  return (
    <>
      <SessionNotice />
      <EmptyState
        main
        icon={<ShieldAlert size={22} aria-hidden />}
        title={t('options.adminsOnlyTitle')}
        actions={
          <a
            href={hashOf({ kind: 'tokens' })}
            className="text-sm font-medium text-accent underline underline-offset-2"
          >
            {t('tokens.allTokens')}
          </a>
        }
      >
        {t('options.adminsOnlyText')}
      </EmptyState>
    </>
  );
}
