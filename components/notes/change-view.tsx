import type { ReactNode } from 'react';
import type { NoteChange } from '../../contract/history.ts';
import { listDiff } from '../../utils/notes/list-diff.ts';
import { textDiff, type DiffPart } from '../../utils/notes/text-diff.ts';
import { scopeWords } from '../../utils/words/scope-words.ts';
import { momentWords } from '../../utils/words/time-words.ts';
import { useRegister } from '../state/register.ts';
import { t } from '../../utils/i18n/t.ts';

/** What stood there before and what stands there since, told apart by more than colour. */
export function ChangeView({ change }: { change: NoteChange }) {
  const { field, before, after } = change;
  const name = useNameOf(field);
  const item = field === 'scopes' ? (one: unknown) => scopeWords(String(one)) : itemWords;
  if (Array.isArray(before) && Array.isArray(after)) {
    return <Parts apart parts={listDiff(before.map(item), after.map(item))} />;
  }
  if (field === 'purpose' && typeof before === 'string' && typeof after === 'string') {
    return (
      <p className="max-h-64 overflow-auto text-[13px] break-words whitespace-pre-line">
        <Parts parts={textDiff(before, after)} />
      </p>
    );
  }
  const words = (value: unknown): string => name(value) ?? valueWords(value);
  return (
    <Parts
      apart
      parts={[
        { kind: 'out', text: words(before) },
        { kind: 'in', text: words(after) },
      ]}
    />
  );
}

function Parts({ parts, apart }: { parts: readonly DiffPart[]; apart?: true }) {
  const shown = parts.map(({ kind, text }, place) => (
    <Part key={place} kind={kind}>
      {text}
    </Part>
  ));
  return apart ? <div className="flex flex-wrap gap-1 text-[13px]">{shown}</div> : shown;
}

function Part({ kind, children }: { kind: DiffPart['kind']; children: ReactNode }) {
  switch (kind) {
    case 'same':
      return <span className="min-w-0 break-words">{children}</span>;
    case 'out':
      return (
        <del className="min-w-0 rounded bg-bad-paper px-0.5 break-words text-bad decoration-1">
          <span className="sr-only">{t('notes.removed')} </span>
          {children}
        </del>
      );
    case 'in':
      return (
        <ins className="min-w-0 rounded bg-good-paper px-0.5 font-medium break-words text-good no-underline forced-colors:underline">
          <span className="sr-only">{t('notes.added')} </span>
          {children}
        </ins>
      );
  }
}

/** A token is named by its id, which says nothing to a person. */
function useNameOf(field: string): (value: unknown) => string | null {
  const tokens = useRegister((state) => state.tokens);
  return (value) =>
    field === 'backedBy' && typeof value === 'string'
      ? (tokens.find(({ token }) => token.id === value)?.token.name ?? t('notes.unknownToken'))
      : null;
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return t('notes.nothing');
  if (typeof value === 'boolean') return value ? t('notes.yes') : t('notes.no');
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? momentWords(value) : value;
}

function itemWords(item: unknown): string {
  if (typeof item === 'string') return item;
  if (typeof item !== 'object' || item === null || !('label' in item)) return JSON.stringify(item);
  const url = 'url' in item ? ` (${String(item.url)})` : '';
  return `${String(item.label)}${url}`;
}
