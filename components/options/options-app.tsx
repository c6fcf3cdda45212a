import { lazy, Suspense, useEffect } from 'react';
import { useRegister } from '../state/register.ts';
import { goTo, useRoute, type Route } from '../state/use-route.ts';
import { LockScreen } from '../session/lock-screen.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { PageOpens } from '../ui/view-opens.tsx';
import { AdminsOnly } from './admins-only.tsx';
import { SettingsPage } from './settings-page.tsx';
import { TokenPage } from './token-page.tsx';
import { TokenTable } from './token-table.tsx';
import { TopBar } from './top-bar.tsx';
import { Welcome } from './welcome.tsx';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';

const CreatePage = lazy(() => import('./create-page.tsx').then((m) => ({ default: m.CreatePage })));
const PeoplePage = lazy(() =>
  import('../people/people-page.tsx').then((m) => ({ default: m.PeoplePage })),
);
const PersonPage = lazy(() =>
  import('../people/person-page.tsx').then((m) => ({ default: m.PersonPage })),
);
const RequestsPage = lazy(() =>
  import('../people/requests-page.tsx').then((m) => ({ default: m.RequestsPage })),
);
const AuditPage = lazy(() =>
  import('../audit/audit-page.tsx').then((m) => ({ default: m.AuditPage })),
);
const BudgetPage = lazy(() =>
  import('../budget/budget-page.tsx').then((m) => ({ default: m.BudgetPage })),
);
const ImportPage = lazy(() =>
  import('../import/import-page.tsx').then((m) => ({ default: m.ImportPage })),
);
const FindPage = lazy(() => import('../find/find-page.tsx').then((m) => ({ default: m.FindPage })));
const HealthPage = lazy(() =>
  import('../health/health-page.tsx').then((m) => ({ default: m.HealthPage })),
);
const BrowsersPage = lazy(() =>
  import('../people/browsers-page.tsx').then((m) => ({ default: m.BrowsersPage })),
);
const TagsPage = lazy(() => import('../tags/tags-page.tsx').then((m) => ({ default: m.TagsPage })));
const ChangesPage = lazy(() =>
  import('../outbox/changes-page.tsx').then((m) => ({ default: m.ChangesPage })),
);
const OperationPage = lazy(() =>
  import('../operations/operation-page.tsx').then((m) => ({ default: m.OperationPage })),
);
const EditPage = lazy(() => import('./edit-page.tsx').then((m) => ({ default: m.EditPage })));
const ReplacePage = lazy(() =>
  import('../rotation/replace-page.tsx').then((m) => ({ default: m.ReplacePage })),
);

export function OptionsApp() {
  const route = useRoute();
  const session = useRegister((state) => state.session);
  const { kind } = session;
  // Without a session there is nothing to see but the way in.
  const outside = kind === 'not_connected' || kind === 'signed_out';
  const shown: Route = outside && !OUTSIDE.has(route.kind) ? { kind: 'welcome' } : route;
  useTitle(t(kind === 'locked' ? 'session.locked' : TITLES[shown.kind]));
  if (session.kind === 'locked') {
    return (
      <main id="content" className="flex min-h-screen flex-col bg-page">
        <LockScreen session={session} />
        <Toasts />
      </main>
    );
  }
  return (
    <div className="flex min-h-screen flex-col bg-page">
      {shown.kind === 'welcome' || shown.kind === 'invitation' ? (
        <Welcome
          key={shown.kind}
          invited={shown.kind === 'invitation'}
          onDone={() => goTo({ kind: 'tokens' })}
        />
      ) : (
        <>
          <TopBar route={shown} />
          <main
            id="content"
            className="mx-auto flex w-full max-w-6xl min-w-0 flex-1 flex-col px-4 pt-6 pb-10 sm:px-6"
          >
            <Suspense fallback={<PageOpens />}>
              <Content route={shown} />
            </Suspense>
          </main>
        </>
      )}
      <Toasts />
    </div>
  );
}

function Content({ route }: { route: Route }) {
  switch (route.kind) {
    case 'tokens':
    case 'welcome':
    case 'invitation':
      return <TokenTable />;
    case 'new':
      return <CreatePage front={route.front ?? ''} />;
    case 'new_for':
      return <CreatePage key={route.operation} front="" operation={route.operation} />;
    case 'operation':
      return <OperationPage key={route.id} id={route.id} />;
    case 'token':
      return <TokenPage key={route.id} id={route.id} />;
    case 'edit':
      return <EditPage key={route.id} id={route.id} />;
    case 'replace':
      return <ReplacePage key={route.id} id={route.id} />;
    case 'people':
      return (
        <AdminsOnly>
          <PeoplePage />
        </AdminsOnly>
      );
    case 'person':
      return (
        <AdminsOnly>
          <PersonPage key={route.id} id={route.id} />
        </AdminsOnly>
      );
    case 'requests':
      return (
        <AdminsOnly>
          <RequestsPage />
        </AdminsOnly>
      );
    case 'audit':
      return (
        <AdminsOnly>
          <AuditPage key={route.token} token={route.token} />
        </AdminsOnly>
      );
    case 'tags':
      return <TagsPage />;
    case 'budget':
      return <BudgetPage />;
    case 'import':
      return (
        <AdminsOnly>
          <ImportPage />
        </AdminsOnly>
      );
    case 'find':
      return <FindPage />;
    case 'health':
      return (
        <AdminsOnly>
          <HealthPage />
        </AdminsOnly>
      );
    case 'browsers':
      return <BrowsersPage />;
    case 'changes':
      return <ChangesPage />;
    case 'settings':
      return <SettingsPage />;
  }
}

/** What can be seen without a session: the ways in, and the settings. */
const OUTSIDE: ReadonlySet<Route['kind']> = new Set(['welcome', 'invitation', 'settings']);

const TITLES = {
  tokens: 'common.tokens',
  new: 'options.createToken',
  new_for: 'options.createToken',
  operation: 'options.call',
  token: 'common.token',
  edit: 'options.editToken',
  replace: 'options.replaceToken',
  people: 'common.people',
  person: 'options.person',
  requests: 'people.requests',
  audit: 'audit.title',
  tags: 'common.tags',
  budget: 'budget.title',
  import: 'options.import',
  find: 'find.title',
  health: 'health.title',
  browsers: 'people.browsers',
  changes: 'outbox.title',
  settings: 'common.settings',
  welcome: 'options.welcome',
  invitation: 'options.welcome',
} as const satisfies Record<Route['kind'], PlainTextKey>;

function useTitle(title: string): void {
  useEffect(() => {
    document.title = t('options.windowTitle', { page: title });
  }, [title]);
}
