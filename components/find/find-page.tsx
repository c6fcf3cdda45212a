import { SearchCheck, ShieldCheck } from 'lucide-react';
import { MOST_TEXT, MOST_VALUES } from '../../utils/find/find-token-values.ts';
import { t } from '../../utils/i18n/t.ts';
import { dayWords } from '../../utils/words/time-words.ts';
import { PageHead } from '../options/page-head.tsx';
import { FailureNotice } from '../session/failure-notice.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import {
  dropFind,
  findInText,
  lookAgain,
  useFind,
  type FindState,
  type SeenValue,
} from '../state/use-find.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextIntake } from '../ui/text-intake.tsx';
import { FoundCard } from './found-card.tsx';

/** Paste any text: which tokens stand in it, and whose they are. */
export function FindPage() {
  const state = useFind((find) => find.state);
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4">
      <PageHead
        title="Is this ours?"
        actions={
          state.kind === 'none' ? undefined : (
            <Button onClick={dropFind}>{t('common.clear')}</Button>
          )
        }
      />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      <Card title="A log, a diff, a message, a file">
        <TextIntake
          label="Text"
          hint="Tokens in it are found here, in this page. The service is asked by a digest alone: neither the text nor a value leaves this page, and neither is kept."
          accept="text/*,.log,.json,.diff,.patch,.env,.txt,.yml,.yaml,.har"
          most={MOST_TEXT}
          // It tells of its failures itself.
          onText={(text, source) => void findInText(text, source)}
        />
      </Card>
      <div aria-live="polite" className="flex flex-col gap-4">
        <Outcome state={state} />
      </div>
    </div>
  );
}

function Outcome({ state }: { state: FindState }) {
  switch (state.kind) {
    case 'none':
      return null;
    case 'looking':
      return <div aria-hidden className="card h-24 animate-pulse" />;
    case 'found':
      return <Found {...state} />;
  }
}

function Found(state: Extract<FindState, { kind: 'found' }>) {
  const { seen, known, others, source, whole, failure, more, rememberedSince } = state;
  if (seen.length === 0) {
    return (
      <div className="card flex">
        <EmptyState icon={<ShieldCheck size={22} aria-hidden />} title="No token of Front’s in it">
          {source}: no value of a token issued here or made in Front was found.
          {others > 0 && ` ${othersWords(others)}`}
        </EmptyState>
      </div>
    );
  }
  const isOurs = ({ digest }: SeenValue): boolean => known.has(digest);
  const ours = seen.filter(isOurs).length;
  return (
    <>
      <p className="flex items-center gap-2 text-sm font-semibold">
        <SearchCheck size={17} aria-hidden className="text-accent" />
        {seen.length === 1 ? 'One token' : `${seen.length} tokens`} in the text
        {failure === null &&
          whole &&
          `, ${ours === seen.length ? 'all' : ours === 0 ? 'none' : ours} known here`}
      </p>
      {failure !== null && (
        <div className="flex flex-col items-start gap-2">
          <FailureNotice
            failure={failure}
            comfort="Whose they are can’t be said now."
            onRetry={() => void lookAgain()}
          />
          <Button onClick={() => void lookAgain()}>Ask again</Button>
        </div>
      )}
      {failure === null && !whole && (
        <Notice
          tone="warn"
          title="Not all of them could be asked about"
          actions={<Button onClick={() => void lookAgain()}>Ask again</Button>}
        >
          You asked about many values within a minute. Wait a little, then ask again.
        </Notice>
      )}
      {more && (
        <Notice tone="info">
          Only the first {MOST_VALUES.toLocaleString('en')} values are told of.
        </Notice>
      )}
      {[...seen.filter(isOurs), ...seen.filter((one) => !isOurs(one))].map((one) => (
        <FoundCard
          key={one.digest}
          seen={one}
          found={known.get(one.digest) ?? null}
          asked={failure === null && whole}
        />
      ))}
      <p className="text-xs text-soft">
        {others > 0 && `${othersWords(others)} `}
        {rememberedSince !== null &&
          `Values that were replaced or deleted before ${dayWords(rememberedSince)} can’t be recognised.`}
      </p>
    </>
  );
}

function othersWords(others: number): string {
  return others === 1
    ? 'One token of another system stands in it, too.'
    : `${others} tokens of other systems stand in it, too.`;
}
