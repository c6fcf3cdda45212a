import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { HISTORY_FIELDS, type HistoryField, type NoteChange } from '../../contract/history.ts';
import type { Token } from '../../contract/token.ts';
import { mayPutBack } from '../../utils/notes/put-back.ts';
import { fieldName } from '../../utils/words/field-words.ts';
import { agoWords, dayWords, momentWords } from '../../utils/words/time-words.ts';
import { ReadView } from '../people/read-view.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { usePeople } from '../state/use-people.ts';
import { usePutBack } from '../state/use-put-back.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ChangeView } from './change-view.tsx';
import { t } from '../../utils/i18n/t.ts';
import { RichText } from '../ui/rich-text.tsx';

const A_PAGE = '10';

/** Who changed which note of a token, newest first, and the way back to what stood there. */
export function HistoryCard({ token, now }: { token: Token; now: number }) {
  const [field, setField] = useState<HistoryField | ''>('');
  return (
    <Card
      title={t('notes.history')}
      actions={
        <select
          aria-label={t('notes.changesOf')}
          className="field-box w-auto py-1 text-[13px]"
          value={field}
          onChange={(event) => setField(event.target.value as HistoryField | '')}
        >
          <option value="">{t('notes.allFields')}</option>
          {HISTORY_FIELDS.map((one) => (
            <option key={one} value={one}>
              {fieldName(one)}
            </option>
          ))}
        </select>
      }
    >
      <Page key={field} token={token} now={now} field={field} cursor={null} />
    </Card>
  );
}

interface PageProps {
  readonly token: Token;
  readonly now: number;
  readonly field: HistoryField | '';
  /** Where the page before it ended. */
  readonly cursor: string | null;
}

/** One page, and, once it is asked for, the one after it. */
function Page({ token, now, field, cursor }: PageProps) {
  const [more, setMore] = useState(false);
  const history = usePeople('listHistory', {
    params: { id: token.id },
    query: {
      limit: A_PAGE,
      ...(field === '' ? {} : { field }),
      ...(cursor === null ? {} : { cursor }),
    },
  });
  return (
    <ReadView reading={history}>
      {({ items, nextCursor }) => (
        <>
          {items.length > 0 && <Saves token={token} changes={items} now={now} />}
          {nextCursor === null ? (
            <p className="text-[13px] text-soft">
              {field === ''
                ? t('notes.madeBy', {
                    name: token.createdBy.name,
                    day: dayWords(token.createdAt),
                  })
                : items.length === 0 && cursor === null && t('notes.unchanged')}
            </p>
          ) : more ? (
            <Page token={token} now={now} field={field} cursor={nextCursor} />
          ) : (
            <Button className="self-center" onClick={() => setMore(true)}>
              {t('notes.showOlder')}
            </Button>
          )}
        </>
      )}
    </ReadView>
  );
}

/** What was saved at once stands under one name and time. */
function Saves(props: { token: Token; changes: readonly NoteChange[]; now: number }) {
  const saves = [...Map.groupBy(props.changes, ({ version }) => version).values()];
  return (
    <ol aria-label={t('notes.changes')} className="flex flex-col divide-y divide-line">
      {saves.map((changes) => {
        const [first] = changes;
        if (first === undefined) return null;
        return (
          <li key={first.id} className="flex min-w-0 flex-col gap-2 py-3 first:pt-0 last:pb-0">
            <div className="flex items-baseline justify-between gap-3 text-[13px]">
              <span className="min-w-0 break-words">
                <Author name={first.by.name} via={first.via} />
              </span>
              <time
                dateTime={first.at}
                title={momentWords(first.at)}
                className="shrink-0 text-xs text-soft"
              >
                {agoWords(first.at, props.now)}
              </time>
            </div>
            {changes.map((change) => (
              <Change key={change.id} token={props.token} change={change} />
            ))}
          </li>
        );
      })}
    </ol>
  );
}

function Change({ token, change }: { token: Token; change: NoteChange }) {
  const admin = useRegister(isAdmin);
  const signedIn = useRegister((state) => state.session.kind === 'signed_in');
  const putBack = usePutBack(token);
  const name = fieldName(change.field);
  const may =
    signedIn && token.status !== 'deleted' && mayPutBack(change.field, admin ? 'admin' : 'member');
  return (
    <div className="min-w-0">
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h3 className="text-xs font-semibold text-soft">{name}</h3>
        {may && (
          <Button
            look="quiet"
            className="h-8 px-2 text-xs"
            icon={<Undo2 size={13} aria-hidden />}
            aria-label={t('notes.putBackOf', { name })}
            onClick={() => void putBack(change)}
          >
            {t('notes.putThisBack')}
          </Button>
        )}
      </div>
      <ChangeView change={change} />
    </div>
  );
}

/** Who made a change, and by which act where it was no edit of this token. */
function Author({ name, via }: { name: string; via: NoteChange['via'] }) {
  const author = <span className="font-semibold text-ink">{name}</span>;
  const key = WAYS[via];
  if (key === undefined) return author;
  return (
    <span className="text-soft">
      <RichText k={key} parts={{ name: author }} />
    </span>
  );
}

const WAYS: Readonly<
  Record<string, 'notes.byRename' | 'notes.byMerge' | 'notes.byNewValue' | undefined>
> = {
  tag_renamed: 'notes.byRename',
  tag_merged: 'notes.byMerge',
  new_value: 'notes.byNewValue',
};
