import { Trash2 } from 'lucide-react';
import { AlertDialog } from 'radix-ui';
import { useState } from 'react';
import { nameKey } from '../../contract/fold.ts';
import type { Token } from '../../contract/token.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { agoWords } from '../../utils/words/time-words.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { useNow } from '../state/use-now.ts';
import { useSeenBy } from '../state/use-seen-by.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toasts.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';
import { atMost } from '../../utils/words/at-most.ts';

interface DeleteDialogProps {
  readonly token: Token;
  /** Names of issued tokens that stand on this one, and stop working with it. */
  readonly dependents: readonly string[];
  readonly onDeleted: () => void;
  /** What the button says; “Delete” when left out. */
  readonly label?: string;
  /** Asked when the button is pressed: what to say in the question, or null when there is nothing to ask any more. */
  readonly before?: () => Promise<string | null>;
}

/** The button that deletes a token, and the question before it: what will stop, and the name to be typed. */
export function DeleteDialog({
  token,
  dependents,
  onDeleted,
  label = t('tokens.delete'),
  before,
}: DeleteDialogProps) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [note, setNote] = useState('');
  const askFirst = async (asked: () => Promise<string | null>): Promise<void> => {
    setBusy(true);
    const said = await asked();
    setBusy(false);
    if (said === null) return;
    setNote(said);
    setOpen(true);
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      <AlertDialog.Trigger
        asChild
        onClick={(event) => {
          if (before === undefined) return;
          event.preventDefault();
          void askFirst(before);
        }}
      >
        <Button look="quiet-danger" icon={<Trash2 size={16} aria-hidden />} busy={busy}>
          {label}
        </Button>
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-30 bg-veil" />
        <AlertDialog.Content className="floating fixed inset-x-3 top-1/2 z-40 mx-auto max-h-[calc(100vh-24px)] max-w-md -translate-y-1/2 overflow-auto rounded-xl border border-line bg-paper p-4">
          <Question
            token={token}
            dependents={dependents}
            note={note}
            onDone={() => {
              setOpen(false);
              onDeleted();
            }}
          />
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

interface QuestionProps {
  readonly token: Token;
  readonly dependents: readonly string[];
  readonly note: string;
  readonly onDone: () => void;
}

function Question({ token, dependents, note, onDone }: QuestionProps) {
  const now = useNow();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const fits = nameKey(typed) === nameKey(token.name);

  const remove = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const answer = await ask('tokens.delete', { id: token.id, version: token.version });
    setBusy(false);
    if (!answer.ok) {
      setFailure(answer.failure);
      return;
    }
    toast('good', t('tokens.deleted', { name: token.name }));
    onDone();
  };

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (fits && !busy) void remove();
      }}
    >
      <AlertDialog.Title className="text-base font-semibold">
        {t('tokens.deleteTitle')}
      </AlertDialog.Title>
      <AlertDialog.Description asChild>
        <div className="flex flex-col gap-2 text-[13px]">
          <p className="font-semibold break-words">{token.name}</p>
          {note !== '' && <p>{note}</p>}
          <p>
            {token.kind === 'issued' ? t('tokens.deleteIssuedText') : t('tokens.deleteFrontText')}
          </p>
          <p className="text-soft">{usedWords(token, now)}</p>
          <SeenBy token={token} now={now} />
        </div>
      </AlertDialog.Description>
      {dependents.length > 0 && (
        <Notice
          tone="warn"
          title={t('tokens.willStop', dependents.length, { count: number(dependents.length) })}
        >
          {atMost(dependents, 3)}
        </Notice>
      )}
      <FailureNotice failure={failure} onRetry={() => void remove()} />
      <Field label={t('tokens.typeName')}>
        {(control) => (
          <input
            {...control}
            className="field-box"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <AlertDialog.Cancel asChild>
          <Button>{t('tokens.keepIt')}</Button>
        </AlertDialog.Cancel>
        <Button type="submit" look="danger" disabled={!fits} busy={busy}>
          {t('tokens.deleteToken')}
        </Button>
      </div>
    </form>
  );
}

/** Admins alone may read the log, and admins alone may delete. */
function SeenBy({ token, now }: { token: Token; now: number }) {
  const reading = useSeenBy(token.id, null);
  if (reading.kind !== 'read') return null;
  const { seen } = reading;
  if (seen.length === 0) return <p className="text-soft">{t('tokens.seenByNobody')}</p>;
  const people = seen.map(({ who, at }) =>
    t('tokens.seenByOne', { name: who, ago: agoWords(at, now) }),
  );
  return <p className="text-soft">{t('tokens.seenBy', { names: atMost(people, 3) })}</p>;
}

function usedWords(token: Token, now: number): string {
  const used = callsOf(token, now);
  return token.owner === null ? used : `${used} ${t('tokens.ownerIs', { name: token.owner })}`;
}

function callsOf({ kind, lastUsedAt, callCount }: Token, now: number): string {
  if (kind === 'front') return t('tokens.useNotTold');
  if (lastUsedAt === null) return t('tokens.neverUsedText');
  return t('tokens.used', callCount, {
    count: number(callCount),
    ago: agoWords(lastUsedAt, now),
  });
}
