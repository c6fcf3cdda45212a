import { Pencil } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { t } from '../../utils/i18n/t.ts';
import { momentWords } from '../../utils/words/time-words.ts';
import { HistoryCard } from '../notes/history-card.tsx';
import { OwnerNote } from '../notes/owner-note.tsx';
import { GrantsCard } from '../people/grants-card.tsx';
import { ValueFactsCard } from '../record/value-facts-card.tsx';
import { isProvisional } from '../../utils/outbox/change.ts';
import { WaitingNotice } from '../outbox/waiting-notice.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { useNow } from '../state/use-now.ts';
import { goTo, hashOf } from '../state/use-route.ts';
import { useToken } from '../state/use-token.ts';
import { DeleteDialog } from '../tokens/delete-dialog.tsx';
import { GraceBar } from '../tokens/grace-bar.tsx';
import { KindChip } from '../tokens/kind-chip.tsx';
import { NewValue } from '../tokens/new-value.tsx';
import { NoteText } from '../tokens/note-text.tsx';
import { SensitiveChip } from '../tokens/sensitive-chip.tsx';
import { StateChip } from '../tokens/state-chip.tsx';
import { TokenFacts } from '../tokens/token-facts.tsx';
import { UnknownToken } from '../tokens/unknown-token.tsx';
import { UseAt } from '../tokens/use-at.tsx';
import { ValueBox } from '../tokens/value-box.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import { FrontUseCard } from '../usage/front-use-card.tsx';
import { Activity } from './activity.tsx';
import { PageHead, toTokens } from './page-head.tsx';
import { number } from '../../utils/i18n/locale.ts';

// The plot brings a library with it that nothing else on this page needs.
const UseCard = lazy(() => import('../usage/use-card.tsx').then((m) => ({ default: m.UseCard })));
const GrantedCard = lazy(() =>
  import('../usage/granted-card.tsx').then((m) => ({ default: m.GrantedCard })),
);

/** One token on a page of its own. */
export function TokenPage({ id: given }: { id: string }) {
  const { token, backing, dependents } = useToken(given);
  const admin = useRegister(isAdmin);
  const now = useNow();
  if (token === null) return <UnknownToken onBack={() => goTo({ kind: 'tokens' })} />;
  const { id } = token;
  const live = token.status !== 'deleted';
  // Until it is created, nothing but what was typed is known of it.
  const exists = !isProvisional(id);
  return (
    <>
      <PageHead
        back={toTokens()}
        title={token.name}
        actions={
          live ? (
            <>
              {admin && exists && (
                <DeleteDialog
                  token={token}
                  dependents={dependents}
                  onDeleted={() => goTo({ kind: 'tokens' })}
                />
              )}
              <Button
                icon={<Pencil size={15} aria-hidden />}
                onClick={() => goTo({ kind: 'edit', id })}
              >
                {t('common.edit')}
              </Button>
            </>
          ) : undefined
        }
      />
      <div className="-mt-2 mb-4 flex flex-wrap gap-1">
        <KindChip kind={token.kind} />
        <StateChip token={token} now={now} />
        <SensitiveChip token={token} />
      </div>
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      <div className="mb-4 empty:hidden">
        <WaitingNotice tokenId={id} />
      </div>
      {!live && (
        <div className="mb-4">
          <Notice
            tone="info"
            title={t('options.deletedOn', { when: momentWords(token.updatedAt) })}
          >
            {t('options.wipedText')}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card title={t('tokens.sectionPurpose')}>
            <p
              className={`break-words whitespace-pre-line ${token.purpose === '' ? 'text-soft' : ''}`}
            >
              {token.purpose === '' ? (
                t('options.noPurposeText')
              ) : (
                <NoteText text={token.purpose} />
              )}
            </p>
            <TokenFacts
              token={token}
              now={now}
              backing={backing}
              {...(token.owner === null
                ? {}
                : { about: { owner: <OwnerNote owner={token.owner} /> } })}
            />
          </Card>
          {exists && token.kind === 'front' && (
            <>
              <ValueFactsCard token={token} />
              <FrontUseCard token={token} now={now} />
            </>
          )}
          {exists && token.kind === 'issued' && (
            <Suspense fallback={<div aria-hidden className="card h-64 animate-pulse" />}>
              <UseCard token={token} now={now} />
              {live && <GrantedCard token={token} now={now} />}
            </Suspense>
          )}
          {dependents.length > 0 && (
            <Card title={t('options.standOnIt', { count: number(dependents.length) })}>
              <ul className="flex flex-col gap-1 text-[13px]">
                {dependents.map((name) => (
                  <li key={name} className="break-words">
                    {name}
                  </li>
                ))}
              </ul>
            </Card>
          )}
          {exists && <HistoryCard token={token} now={now} />}
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-lg:order-first">
          {live && exists && (
            <Card title={t('common.value')}>
              <ValueBox token={token} />
              <GraceBar token={token} admin={admin} now={now} />
              {admin && <NewValue token={token} dependents={dependents.length} />}
              {admin && token.kind === 'front' && (
                <a
                  href={hashOf({ kind: 'replace', id })}
                  className="self-start rounded text-[13px] text-accent underline underline-offset-2"
                >
                  {t('options.replaceSteps')}
                </a>
              )}
              <UseAt token={token} />
            </Card>
          )}
          {admin && live && exists && <GrantsCard token={token} />}
          {admin && exists && (
            <Card title={t('options.activity')}>
              <Activity token={token} now={now} />
            </Card>
          )}
        </div>
      </div>
    </>
  );
}
