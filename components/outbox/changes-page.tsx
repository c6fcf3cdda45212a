import { CircleCheck } from 'lucide-react';
import type { PatchToken } from '../../contract/token.ts';
import { ask } from '../../utils/messaging/ask.ts';
import {
  isOpen,
  tokenOf,
  type CreateChange,
  type OpenChange,
  type SetAside,
} from '../../utils/outbox/change.ts';
import { stateWords, valueWords } from '../../utils/words/change-words.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { fieldName } from '../../utils/words/field-words.ts';
import { agoWords } from '../../utils/words/time-words.ts';
import { PageHead } from '../options/page-head.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { useRegister } from '../state/register.ts';
import { useNow } from '../state/use-now.ts';
import { hashOf } from '../state/use-route.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { toast } from '../ui/toasts.tsx';
import { ChangeActions } from './change-actions.tsx';
import { t } from '../../utils/i18n/t.ts';

/** What this person changed and the service has yet to take, and what they put aside. */
export function ChangesPage() {
  const changes = useRegister((state) => state.changes);
  const now = useNow();
  const open = changes.filter(isOpen);
  const aside = changes.filter((change) => change.kind === 'set_aside');
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4">
      <PageHead title={t('outbox.title')} />
      <div className="-mx-2 -mt-4 empty:hidden">
        <SessionNotice />
      </div>
      {open.length === 0 && aside.length === 0 && (
        <div className="card flex flex-col">
          <EmptyState icon={<CircleCheck size={22} aria-hidden />} title={t('outbox.noneTitle')}>
            {t('outbox.noneText')}
          </EmptyState>
        </div>
      )}
      {open.length > 0 && (
        <ul aria-label={t('outbox.notSentYet')} className="card divide-y divide-line">
          {open.map((change) => (
            <OpenRow key={change.id} change={change} now={now} />
          ))}
        </ul>
      )}
      {aside.length > 0 && (
        <section className="flex flex-col gap-2">
          <h2 className="font-semibold">{t('outbox.aside')}</h2>
          <p className="text-[13px] text-soft">{t('outbox.asideText')}</p>
          <ul aria-label={t('outbox.aside')} className="card divide-y divide-line">
            {aside.map((one) => (
              <AsideRow key={one.id} aside={one} now={now} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function OpenRow({ change, now }: { change: OpenChange; now: number }) {
  const name = change.kind === 'create' ? change.body.name : change.base.name;
  return (
    <li className="flex flex-col gap-2 p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <a
          href={hashOf({ kind: 'token', id: tokenOf(change) })}
          className="min-w-0 font-semibold break-words hover:underline"
        >
          {name}
        </a>
        <span className="text-xs text-soft">{agoWords(change.madeAt, now)}</span>
      </div>
      <p className={`text-[13px] ${change.state.kind === 'waiting' ? 'text-soft' : 'text-warn'}`}>
        {stateWords(change)}
      </p>
      <Fields patch={change.kind === 'create' ? notesOf(change) : change.patch} />
      <ChangeActions change={change} />
    </li>
  );
}

/** What a new token says for itself, where it says anything. */
function notesOf({ body }: CreateChange): PatchToken {
  return { name: body.name, ...(body.purpose ? { purpose: body.purpose } : {}) };
}

function Fields({ patch }: { patch: PatchToken }) {
  const fields = (Object.keys(patch) as (keyof PatchToken)[]).filter(
    (field) => patch[field] !== undefined,
  );
  if (fields.length === 0) return null;
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-[13px]">
      {fields.map((field) => (
        <div key={field} className="contents">
          <dt className="text-soft">{fieldName(field)}</dt>
          <dd className="break-words whitespace-pre-line">{valueWords(patch[field])}</dd>
        </div>
      ))}
    </dl>
  );
}

function AsideRow({ aside, now }: { aside: SetAside; now: number }) {
  const throwAway = async (): Promise<void> => {
    const answer = await ask('changes.discard', { change: aside.id });
    if (!answer.ok) toast('bad', failureWords(answer.failure).title);
  };
  return (
    <li className="flex flex-col gap-2 p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <a
          href={hashOf({ kind: 'token', id: aside.tokenId })}
          className="min-w-0 font-semibold break-words hover:underline"
        >
          {aside.name}
        </a>
        <span className="text-xs text-soft">{agoWords(aside.madeAt, now)}</span>
      </div>
      <dl className="flex flex-col gap-2 text-[13px]">
        {aside.texts.map(({ field, whose, value }) => (
          <div key={`${field} ${whose}`}>
            <dt className="text-soft">
              {whose === 'mine'
                ? t('outbox.asYouWrote', { field: fieldName(field) })
                : t('outbox.asTheyWrote', { field: fieldName(field) })}
            </dt>
            <dd className="break-words whitespace-pre-line select-text">{valueWords(value)}</dd>
          </div>
        ))}
      </dl>
      <Button look="quiet-danger" className="self-start" onClick={() => void throwAway()}>
        {t('outbox.throwAway')}
      </Button>
    </li>
  );
}
