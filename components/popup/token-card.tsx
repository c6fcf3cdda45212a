import { ArrowLeft, Maximize2, Pencil } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { openOptions } from '../../utils/pages/open-options.ts';
import { isAdmin, useRegister } from '../state/register.ts';
import { useNow } from '../state/use-now.ts';
import { useToken } from '../state/use-token.ts';
import { SaveValue } from '../panel/save-value.tsx';
import { DeleteDialog } from '../tokens/delete-dialog.tsx';
import { KindChip } from '../tokens/kind-chip.tsx';
import { NoteText } from '../tokens/note-text.tsx';
import { SensitiveChip } from '../tokens/sensitive-chip.tsx';
import { StateChip } from '../tokens/state-chip.tsx';
import { TokenFacts } from '../tokens/token-facts.tsx';
import { UnknownToken } from '../tokens/unknown-token.tsx';
import { UseAt } from '../tokens/use-at.tsx';
import { ValueBox } from '../tokens/value-box.tsx';
import { isProvisional } from '../../utils/outbox/change.ts';
import { WaitingNotice } from '../outbox/waiting-notice.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { PinButton } from './pin-button.tsx';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { t } from '../../utils/i18n/t.ts';

const NotesEditor = lazy(() =>
  import('../panel/notes-editor.tsx').then((m) => ({ default: m.NotesEditor })),
);

interface TokenCardProps {
  readonly id: string;
  readonly onBack: () => void;
  /** Whether its notes are being edited here; left out where that is done on the full page. */
  readonly editing?: boolean;
  readonly onEditing?: (editing: boolean) => void;
}

/** One token in the popup or panel: value first, then what is known of it. Esc leads back. */
export function TokenCard({ id, onBack, editing = false, onEditing }: TokenCardProps) {
  const { token, backing, dependents } = useToken(id);
  const admin = useRegister(isAdmin);
  const now = useNow();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // From an edit it would lead past the one button that says what becomes of it.
      if (event.key !== 'Escape' || event.defaultPrevented || editing) return;
      event.preventDefault();
      onBack();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [onBack, editing]);

  if (token === null) return <UnknownToken onBack={onBack} />;
  const live = token.status !== 'deleted';
  if (editing && live && onEditing !== undefined) {
    return (
      <Suspense fallback={null}>
        <NotesEditor token={token} onDone={() => onEditing(false)} />
      </Suspense>
    );
  }
  // Until it is created, nothing but what was typed is known of it.
  const exists = !isProvisional(token.id);
  return (
    <div className="flex h-full flex-col">
      <header className="flex items-center gap-1 border-b border-line p-2">
        <IconButton label={t('panel.back')} autoFocus onClick={onBack}>
          <ArrowLeft size={17} aria-hidden />
        </IconButton>
        <span className="min-w-0 flex-1" />
        {live && <PinButton id={token.id} />}
        <IconButton
          label={t('popup.openFullPage')}
          onClick={() => void openOptions(`#/tokens/${token.id}`)}
        >
          <Maximize2 size={15} aria-hidden />
        </IconButton>
      </header>
      <SessionNotice />
      <div className="relative flex min-h-0 flex-1 flex-col gap-3.5 overflow-y-auto p-3">
        <div>
          <h1 className="text-[15px] leading-snug font-semibold break-words">{token.name}</h1>
          <div className="mt-1.5 flex flex-wrap gap-1">
            <KindChip kind={token.kind} />
            <StateChip token={token} now={now} />
            <SensitiveChip token={token} />
          </div>
        </div>
        <p
          className={`text-[13px] break-words whitespace-pre-line ${token.purpose === '' ? 'text-soft' : ''}`}
        >
          {token.purpose === '' ? t('options.noPurposeText') : <NoteText text={token.purpose} />}
        </p>
        <WaitingNotice tokenId={token.id} />
        {live && exists && (
          <div className="flex flex-col gap-1.5">
            <ValueBox token={token} />
            {admin && token.kind === 'front' && <SaveValue token={token} />}
            <UseAt token={token} />
            {admin && token.kind === 'front' && (
              <span className="text-xs">
                <TextButton onClick={() => void openOptions(`#/tokens/${token.id}/replace`)}>
                  {t('options.replaceSteps')}
                </TextButton>
              </span>
            )}
          </div>
        )}
        <TokenFacts token={token} now={now} backing={backing} />
      </div>
      {live && (
        <footer className="flex shrink-0 items-center justify-between gap-2 border-t border-line bg-page p-2">
          {admin && exists ? (
            <DeleteDialog token={token} dependents={dependents} onDeleted={onBack} />
          ) : (
            <span />
          )}
          <Button
            icon={<Pencil size={15} aria-hidden />}
            onClick={() => {
              if (onEditing === undefined) void openOptions(`#/tokens/${token.id}/edit`);
              else onEditing(true);
            }}
          >
            {onEditing === undefined ? t('common.edit') : t('popup.editNotes')}
          </Button>
        </footer>
      )}
    </div>
  );
}
