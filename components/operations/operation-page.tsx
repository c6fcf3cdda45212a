import { ExternalLink, SearchX } from 'lucide-react';
import { OPERATIONS_BY_ID } from '../../contract/operations.ts';
import { operationWords } from '../../utils/words/usage-words.ts';
import { PageHead, toTokens } from '../options/page-head.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { goTo } from '../state/use-route.ts';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { OperationTokens } from './operation-tokens.tsx';
import { t } from '../../utils/i18n/t.ts';

const REFERENCE = 'https://dev.frontapp.com/reference/';

/** The tokens that can make one call of Front's API, on a page of its own: where the browser opens no popup. */
export function OperationPage({ id }: { id: string }) {
  const operation = OPERATIONS_BY_ID.get(id);
  if (operation === undefined) {
    return (
      <EmptyState
        icon={<SearchX size={22} aria-hidden />}
        main
        title={t('operations.unknownTitle')}
      >
        {t('operations.unknownText')}
      </EmptyState>
    );
  }
  const { method, path, scope } = operation;
  return (
    <div className="mx-auto w-full max-w-2xl">
      <PageHead
        back={toTokens()}
        title={t('popup.forOperation', { operation: operationWords(id) })}
      />
      <SessionNotice />
      <p className="-mt-2 mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px] text-soft">
        <code className="break-all">
          {method} {path}
        </code>
        <span>{scope === null ? t('reference.noScope') : t('popup.needs', { scope })}</span>
        <a
          href={REFERENCE + id}
          target="_blank"
          rel="noreferrer noopener"
          className="inline-flex items-center gap-0.5 text-accent underline underline-offset-2"
        >
          {t('operations.frontsPage')}
          <ExternalLink size={12} aria-hidden />
        </a>
      </p>
      <Card title={t('operations.yourTokens')}>
        <OperationTokens
          operation={operation}
          onOpen={(token) => goTo({ kind: 'token', id: token.id })}
          onCreate={() => goTo({ kind: 'new_for', operation: id })}
        />
      </Card>
    </div>
  );
}
