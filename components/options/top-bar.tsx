import { KeyRound, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRegister } from '../state/register.ts';
import { hashOf, type Route } from '../state/use-route.ts';
import { LockButton } from '../session/lock-button.tsx';
import { BrandMark } from '../ui/brand-mark.tsx';

/** The bar on top of the options page: where one is, and who one is. */
export function TopBar({ route }: { route: Route }) {
  const session = useRegister((state) => state.session);
  const me = 'me' in session ? session.me : null;
  return (
    <header className="border-b border-line bg-paper">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:rounded-lg focus:bg-paper focus:p-2"
        onClick={(event) => {
          // The hash is the route here, so the jump is made by hand.
          event.preventDefault();
          document.querySelector<HTMLElement>('#content h1')?.focus();
        }}
      >
        Skip to content
      </a>
      <div className="mx-auto flex h-14 w-full max-w-6xl items-center gap-2 px-4 sm:px-6">
        <BrandMark size={26} />
        <span className="mr-3 hidden font-semibold md:inline">Front Token Companion</span>
        <nav aria-label="Pages" className="flex h-full items-center gap-1">
          <NavLink to={{ kind: 'tokens' }} here={route.kind !== 'settings'}>
            <KeyRound size={15} aria-hidden />
            Tokens
          </NavLink>
          <NavLink to={{ kind: 'settings' }} here={route.kind === 'settings'}>
            <SlidersHorizontal size={15} aria-hidden />
            Settings
          </NavLink>
        </nav>
        {me !== null && (
          <div className="ml-auto min-w-0 text-right text-[13px] leading-tight">
            <div className="truncate font-medium">{me.name}</div>
            <div className="truncate text-xs text-soft">
              {me.company} · {me.role === 'admin' ? 'Admin' : 'Member'}
            </div>
          </div>
        )}
        <LockButton />
      </div>
    </header>
  );
}

function NavLink(props: { to: Route; here: boolean; children: ReactNode }) {
  return (
    <a
      href={hashOf(props.to)}
      aria-current={props.here ? 'page' : undefined}
      className={`inline-flex h-8 items-center gap-1.5 rounded-lg px-2.5 text-[13px] font-medium ${props.here ? 'bg-chosen text-accent' : 'text-soft hover:bg-hover hover:text-ink'}`}
    >
      {props.children}
    </a>
  );
}
