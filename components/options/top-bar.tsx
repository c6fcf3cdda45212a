import {
  Gauge,
  HeartPulse,
  Inbox,
  KeyRound,
  MonitorSmartphone,
  ScrollText,
  SlidersHorizontal,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { useRegister } from '../state/register.ts';
import { useHighRisk } from '../state/use-health.ts';
import { hashOf, type Route } from '../state/use-route.ts';
import { LockButton } from '../session/lock-button.tsx';
import { ChangesLink } from '../outbox/changes-link.tsx';
import { BrandMark } from '../ui/brand-mark.tsx';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';
import { roleWords } from '../people/role-chip.tsx';

interface Place {
  readonly to: Route;
  readonly words: PlainTextKey;
  readonly icon: LucideIcon;
  /** Pages that belong to it. */
  readonly holds: readonly Route['kind'][];
  readonly who: 'all' | 'admins';
}

const PLACES: readonly Place[] = [
  {
    to: { kind: 'tokens' },
    words: 'common.tokens',
    icon: KeyRound,
    holds: ['tokens', 'token', 'new', 'edit', 'tags', 'import', 'find'],
    who: 'all',
  },
  {
    to: { kind: 'health' },
    words: 'health.title',
    icon: HeartPulse,
    holds: ['health'],
    who: 'admins',
  },
  {
    to: { kind: 'budget' },
    words: 'budget.title',
    icon: Gauge,
    holds: ['budget'],
    who: 'all',
  },
  {
    to: { kind: 'requests' },
    words: 'people.requests',
    icon: Inbox,
    holds: ['requests'],
    who: 'admins',
  },
  {
    to: { kind: 'people' },
    words: 'common.people',
    icon: Users,
    holds: ['people', 'person'],
    who: 'admins',
  },
  {
    to: { kind: 'audit', token: null },
    words: 'audit.title',
    icon: ScrollText,
    holds: ['audit'],
    who: 'admins',
  },
  {
    to: { kind: 'browsers' },
    words: 'people.browsers',
    icon: MonitorSmartphone,
    holds: ['browsers'],
    who: 'all',
  },
  {
    to: { kind: 'settings' },
    words: 'common.settings',
    icon: SlidersHorizontal,
    holds: ['settings'],
    who: 'all',
  },
];

/** The bar on top of the options page: where one is, and who one is. */
export function TopBar({ route }: { route: Route }) {
  const session = useRegister((state) => state.session);
  const me = 'me' in session ? session.me : null;
  const waiting: Partial<Record<Route['kind'], number>> = {
    requests: me?.openRequests ?? 0,
    health: useHighRisk(),
  };
  const places = PLACES.filter(({ who }) => who === 'all' || me?.role === 'admin');
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
        {t('options.skip')}
      </a>
      <div className="mx-auto flex min-h-14 w-full max-w-6xl items-center gap-2 px-4 max-2xs:flex-wrap sm:px-6">
        <BrandMark size={26} />
        <span className="mr-3 hidden font-semibold whitespace-nowrap 2xl:inline">
          {t('manifest.name')}
        </span>
        <nav
          aria-label={t('options.pages')}
          className="flex h-full shrink-0 items-center gap-0.5 lg:gap-1"
        >
          {places.map((place) => (
            <NavLink
              key={place.words}
              place={place}
              here={place.holds.includes(route.kind)}
              waiting={waiting[place.to.kind] ?? 0}
            />
          ))}
        </nav>
        <ChangesLink here={route.kind === 'changes'} />
        {me !== null && (
          <div className="ml-auto hidden min-w-0 text-right text-[13px] leading-tight xs:block">
            <div className="truncate font-medium">{me.name}</div>
            <div className="truncate text-xs text-soft">
              {t('options.companyRole', { company: me.company, role: roleWords(me.role) })}
            </div>
          </div>
        )}
        <LockButton />
      </div>
    </header>
  );
}

/** A narrow window has room for the icons; the words are read out and shown on hover. */
function NavLink(props: { place: Place; here: boolean; waiting: number }) {
  const { place, here, waiting } = props;
  const Icon = place.icon;
  return (
    <a
      href={hashOf(place.to)}
      aria-current={here ? 'page' : undefined}
      title={t(place.words)}
      className={`relative inline-flex h-8 items-center gap-1.5 rounded-lg px-2.5 text-[13px] font-medium max-2xs:px-1.5 ${here ? 'bg-chosen text-accent' : 'text-soft hover:bg-hover hover:text-ink'}`}
    >
      <Icon size={15} aria-hidden />
      <span className="max-lg:sr-only">{t(place.words)}</span>
      {waiting > 0 && (
        <span className="rounded-full bg-accent px-1.5 text-xs leading-4 font-semibold text-on-accent max-lg:absolute max-lg:-top-1 max-lg:right-0">
          {number(waiting)}
          <span className="sr-only">
            {' '}
            {place.to.kind === 'health' ? t('options.atHighRisk') : t('options.waiting')}
          </span>
        </span>
      )}
    </a>
  );
}
