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

/** What members ask for, to be granted or refused, and what was answered before. */
export function RequestsPage() {
  const requests = usePeople('listRequests', { query: { status: 'all' } });
  const now = useNow();
  return (
    <>
      <PageHead title="Requests" />
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
                  <EmptyState icon={<Inbox size={22} aria-hidden />} title="Nobody is waiting">
                    When somebody asks to see a token, it appears here and on the extension’s icon.
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
      aria-label={`Request of ${member.name}`}
      className="card flex flex-col gap-3 p-4 sm:p-5"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="min-w-0 text-sm break-words">
          <span className="font-semibold">{member.name}</span> asks for{' '}
          <a
            href={hashOf({ kind: 'token', id: token.id })}
            className="font-semibold text-accent underline underline-offset-2"
          >
            {token.name}
          </a>
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
        <Field label="A word with your answer" optional>
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
          onClick={() => decide('refuse', { kind: 'refuse' }, `Refused. ${member.name} is told`)}
        >
          Refuse
        </Button>
        <Button
          look="primary"
          disabled={act.busy !== null || end === undefined}
          busy={act.busy === 'grant'}
          onClick={() => {
            if (end !== undefined) {
              decide('grant', { kind: 'grant', until: end }, `${member.name} may see it now`);
            }
          }}
        >
          Grant
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

const STATUS: Readonly<Record<RequestStatus, { words: string; tone: 'good' | 'bad' | 'plain' }>> = {
  open: { words: 'Waiting', tone: 'plain' },
  granted: { words: 'Granted', tone: 'good' },
  refused: { words: 'Refused', tone: 'bad' },
  withdrawn: { words: 'Withdrawn', tone: 'plain' },
};

function Decided({ requests, now }: { requests: readonly AccessRequest[]; now: number }) {
  return (
    <Card title="Answered">
      <ul className="divide-y divide-line text-[13px]">
        {requests.map((request) => (
          <li key={request.id} className="flex flex-col gap-0.5 py-2.5 first:pt-0 last:pb-0">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <Chip tone={STATUS[request.status].tone}>{STATUS[request.status].words}</Chip>
              <span className="min-w-0 break-words">
                <span className="font-medium">{request.member.name}</span> · {request.token.name}
              </span>
            </div>
            <div className="break-words text-soft">
              {request.decidedBy !== null && `${request.decidedBy.name}, `}
              {agoWords(request.decidedAt ?? request.createdAt, now)}
              {request.answer !== '' && ` · “${request.answer}”`}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
