import { ScrollText } from 'lucide-react';
import { useMemo, useState } from 'react';
import { t } from '../../utils/i18n/t.ts';
import { actionChoices } from '../../utils/words/audit-words.ts';
import { PageHead } from '../options/page-head.tsx';
import { FailureNotice } from '../session/failure-notice.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { useRegister } from '../state/register.ts';
import { useAuditPages, type AuditFilter } from '../state/use-audit-pages.ts';
import { useNow } from '../state/use-now.ts';
import { usePeople } from '../state/use-people.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { Timeline } from './timeline.tsx';

const EVERYTHING: AuditFilter = { actor: '', token: '', action: '' };

/** Everything that was done, newest first, with filters and an export. */
export function AuditPage({ token }: { token: string | null }) {
  const [filter, setFilter] = useState<AuditFilter>({ ...EVERYTHING, token: token ?? '' });
  const pages = useAuditPages(filter);
  const now = useNow();
  const unfiltered = Object.values(filter).every((value) => value === '');
  return (
    <>
      <PageHead title={t('audit.title')} actions={<ExportButtons />} />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      <Filters filter={filter} onChange={(patch) => setFilter({ ...filter, ...patch })} />
      <section
        aria-label={t('audit.timeline')}
        className="card flex min-w-0 flex-col gap-4 p-4 sm:p-5"
      >
        {pages.events.length > 0 && <Timeline events={pages.events} now={now} tokens="named" />}
        {pages.events.length === 0 && pages.state.kind === 'idle' && (
          <EmptyState
            icon={<ScrollText size={22} aria-hidden />}
            title={unfiltered ? t('audit.noneTitle') : t('audit.noneFitsTitle')}
            actions={
              unfiltered ? undefined : (
                <Button onClick={() => setFilter(EVERYTHING)}>{t('audit.clearFilters')}</Button>
              )
            }
          />
        )}
        {pages.events.length === 0 && pages.state.kind === 'reading' && (
          <div aria-hidden className="h-40 animate-pulse rounded-lg bg-hover" />
        )}
        {pages.state.kind === 'failed' && <FailureNotice failure={pages.state.failure} />}
        {pages.older !== null && (
          <div className="flex justify-center">
            <Button busy={pages.state.kind === 'reading'} onClick={pages.older}>
              {pages.state.kind === 'failed' ? t('common.tryAgain') : t('audit.older')}
            </Button>
          </div>
        )}
      </section>
    </>
  );
}

interface FiltersProps {
  readonly filter: AuditFilter;
  readonly onChange: (patch: Partial<AuditFilter>) => void;
}

function Filters({ filter, onChange }: FiltersProps) {
  const members = usePeople('listMembers', {});
  const tokens = useRegister((state) => state.tokens);
  const tokenChoices = useMemo(
    () => tokens.map(({ token }) => ({ value: token.id, words: token.name })),
    [tokens],
  );
  const people = members.kind === 'read' ? members.value.items : [];
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <Choice
        label={t('audit.person')}
        all={t('audit.everybody')}
        value={filter.actor}
        choices={people.map(({ id, name }) => ({ value: id, words: name }))}
        onChange={(actor) => onChange({ actor })}
      />
      <Choice
        label={t('common.token')}
        all={t('audit.allTokens')}
        value={filter.token}
        choices={tokenChoices}
        onChange={(token) => onChange({ token })}
      />
      <Choice
        label={t('audit.action')}
        all={t('audit.allActions')}
        value={filter.action}
        choices={actionChoices().map(({ action, name }) => ({ value: action, words: name }))}
        onChange={(action) => onChange({ action })}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** What stands there when nothing is chosen. */
  readonly all: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly words: string }[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, all, value, choices, onChange }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      className="field-box w-auto max-w-full flex-1 basis-40 sm:max-w-64"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{all}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.words}
        </option>
      ))}
    </select>
  );
}
