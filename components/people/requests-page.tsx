import { Inbox } from 'lucide-react';
import { useState } from 'react';
import type { AccessRequest, RequestStatus } from '../../contract/grant.ts';
import { LIMITS } from '../../contract/limits.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import { PageHead } from '../options/page-head.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { useAct } from '../state/use-act.ts';
import { useNow } from '../state/use-now.ts';
import { usePeople } from '../state/use-people.ts';
import { hashOf } from '../state/use-route.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Field } from '../ui/field.tsx';
import { toast } from '../ui/toasts.tsx';
import { ActNotice } from './act-notice.tsx';
import { ReadView } from './read-view.tsx';
import { NO_END, UntilField, untilOf } from './until-field.tsx';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { RichText } from '../ui/rich-text.tsx';

/** What members ask for, to be granted or refused, and what was answered before. */
export function RequestsPage() {
  const requests = usePeople('listRequests', { query: { status: 'all' } });
  const now = useNow();
  return (
    <>
      <PageHead title={t('people.requests')} />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      <ReadView reading={requests}>
        {({ items }) => {
          const oldestFirst = [...items].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
          const open = oldestFirst.filter(({ status }) => status === 'open');
          const decided = oldestFirst.filter(({ status }) => status !== 'open').reverse();
          return (
            <div className="flex flex-col gap-4">
              {open.length === 0 ? (
                <div className="card flex">
                  <EmptyState
                    icon={<Inbox size={22} aria-hidden />}
                    title={t('people.noRequestsTitle')}
                  >
                    {t('people.noRequestsText')}
                  </EmptyState>
                </div>
              ) : (
                open.map((request) => <OpenRequest key={request.id} request={request} now={now} />)
              )}
              {decided.length > 0 && <Decided requests={decided} now={now} />}
            </div>
          );
        }}
      </ReadView>
    </>
  );
}

function OpenRequest({ request, now }: { request: AccessRequest; now: number }) {
  const act = useAct();
  const [until, setUntil] = useState(NO_END);
  const [answer, setAnswer] = useState('');
  const { id, member, token } = request;
  const end = untilOf(until, now);
  const said = answer.trim() === '' ? {} : { answer: answer.trim() };
  const decide = (what: string, body: Parameters<typeof bodyOf>[0], done: string): void =>
    act.run(
      what,
      () =>
        callPeople('decideRequest', {
          params: { requestId: id },
          body: { ...bodyOf(body), ...said },
        }),
      () => toast('good', done),
    );
  return (
    <article
      aria-label={t('people.requestOf', { name: member.name })}
      className="card flex flex-col gap-3 p-4 sm:p-5"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="min-w-0 text-sm break-words">
          <RichText
            k="people.asksFor"
            parts={{
              name: <span className="font-semibold">{member.name}</span>,
              token: (
                <a
                  href={hashOf({ kind: 'token', id: token.id })}
                  className="font-semibold text-accent underline underline-offset-2"
                >
                  {token.name}
                </a>
              ),
            }}
          />
        </h2>
        <time
          dateTime={request.createdAt}
          title={momentWords(request.createdAt)}
          className="text-xs text-soft"
        >
          {agoWords(request.createdAt, now)}
        </time>
      </div>
      <p className="border-l-2 border-line pl-3 text-[13px] break-words whitespace-pre-line">
        {request.reason}
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <UntilField until={until} onChange={setUntil} />
        <Field label={t('people.answer')} optional>
          {(control) => (
            <input
              {...control}
              className="field-box"
              maxLength={LIMITS.reason}
              value={answer}
              onChange={(event) => setAnswer(event.target.value)}
            />
          )}
        </Field>
      </div>
      <ActNotice act={act} />
      <div className="flex justify-end gap-2">
        <Button
          disabled={act.busy !== null}
          busy={act.busy === 'refuse'}
          onClick={() =>
            decide('refuse', { kind: 'refuse' }, t('people.refusedTold', { name: member.name }))
          }
        >
          {t('people.refuse')}
        </Button>
        <Button
          look="primary"
          disabled={act.busy !== null || end === undefined}
          busy={act.busy === 'grant'}
          onClick={() => {
            if (end !== undefined) {
              decide(
                'grant',
                { kind: 'grant', until: end },
                t('people.maySeeNow', { name: member.name }),
              );
            }
          }}
        >
          {t('people.grant')}
        </Button>
      </div>
    </article>
  );
}

function bodyOf(decision: { kind: 'refuse' } | { kind: 'grant'; until: string | null }) {
  return decision.kind === 'refuse'
    ? ({ decision: 'refuse' } as const)
    : ({ decision: 'grant', until: decision.until } as const);
}

const STATUS = {
  open: { words: 'people.waiting', tone: 'plain' },
  granted: { words: 'people.granted', tone: 'good' },
  refused: { words: 'people.refused', tone: 'bad' },
  withdrawn: { words: 'people.withdrawn', tone: 'plain' },
} as const satisfies Record<RequestStatus, { words: PlainTextKey; tone: string }>;

function Decided({ requests, now }: { requests: readonly AccessRequest[]; now: number }) {
  return (
    <Card title={t('people.answered')}>
      <ul className="divide-y divide-line text-[13px]">
        {requests.map((request) => (
          <li key={request.id} className="flex flex-col gap-0.5 py-2.5 first:pt-0 last:pb-0">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <Chip tone={STATUS[request.status].tone}>{t(STATUS[request.status].words)}</Chip>
              <span className="min-w-0 break-words">
                <span className="font-medium">{request.member.name}</span> · {request.token.name}
              </span>
            </div>
            <div className="break-words text-soft">
              {request.decidedBy === null
                ? agoWords(request.decidedAt ?? request.createdAt, now)
                : t('people.decided', {
                    name: request.decidedBy.name,
                    ago: agoWords(request.decidedAt ?? request.createdAt, now),
                  })}
              {request.answer !== '' && ` · ${t('ui.quoted', { text: request.answer })}`}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
