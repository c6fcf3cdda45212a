import { useMemo } from 'react';
import type { FoundValue } from '../../contract/find-tokens.ts';
import type { Token } from '../../contract/token.ts';
import { t } from '../../utils/i18n/t.ts';
import { dayWords, momentWords } from '../../utils/words/time-words.ts';
import { ClaimsList } from '../record/claims-list.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { lookAgain, type SeenValue } from '../state/use-find.ts';
import { hashOf } from '../state/use-route.ts';
import { DeleteDialog } from '../tokens/delete-dialog.tsx';
import { KindChip } from '../tokens/kind-chip.tsx';
import { NoteText } from '../tokens/note-text.tsx';
import { Chip } from '../ui/chip.tsx';

interface FoundCardProps {
  readonly seen: SeenValue;
  readonly found: FoundValue | null;
  /** False when the service could not be asked: then nothing is known, not even that it is a stranger's. */
  readonly asked: boolean;
}

/** One value of the text: whose it is, and what can be done about it. */
export function FoundCard({ seen, found, asked }: FoundCardProps) {
  const { tone, short, text } = stateWords(found, asked);
  return (
    <article
      aria-label={found === null ? `A value that ends in ${seen.hint}` : found.token.name}
      className="card flex flex-col gap-3 p-4 sm:p-5"
    >
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="flex min-w-0 flex-1 basis-60 flex-col gap-1.5">
          <h2 className="min-w-0 text-[15px] font-semibold break-words">
            {found === null ? (
              `A value that ends in ${seen.hint}`
            ) : (
              <a
                href={hashOf({ kind: 'token', id: found.token.id })}
                className="rounded text-ink underline-offset-2 hover:underline"
              >
                {found.token.name}
              </a>
            )}
          </h2>
          <div className="flex flex-wrap gap-1">
            <Chip tone={tone}>{short}</Chip>
            <KindChip kind={seen.kind} />
          </div>
        </div>
        {found !== null && found.state !== 'deleted' && <Delete id={found.token.id} />}
      </div>
      <p className="text-[13px]">{text}</p>
      {found !== null && (
        <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-[13px]">
          <dt className="text-soft">{t('common.owner')}</dt>
          <dd className="break-words">
            {found.token.owner ?? <span className="text-soft">Nobody noted</span>}
          </dd>
          <dt className="text-soft">{t('common.purpose')}</dt>
          <dd className="break-words whitespace-pre-line">
            {found.token.purpose === '' ? (
              <span className="text-soft">None noted</span>
            ) : (
              <NoteText text={found.token.purpose} />
            )}
          </dd>
        </dl>
      )}
      {found === null && seen.claims !== null && <ClaimsList claims={seen.claims} />}
      <p className="text-xs text-soft">
        {linesWords(seen.lines)}, ends in {seen.hint}
      </p>
    </article>
  );
}

/** Only an admin may delete, and only what the register shows. */
function Delete({ id }: { id: string }) {
  const admin = useRegister(isAdmin);
  const tokens = useRegister((state) => state.tokens);
  const token = useMemo(
    (): Token | null => tokens.find((one) => one.token.id === id)?.token ?? null,
    [tokens, id],
  );
  const dependents = useMemo(
    () =>
      tokens
        .filter((one) => one.token.backedBy === id && one.token.status !== 'deleted')
        .map((one) => one.token.name),
    [tokens, id],
  );
  if (!admin || token === null || token.status === 'deleted') return null;
  return <DeleteDialog token={token} dependents={dependents} onDeleted={() => void lookAgain()} />;
}

function stateWords(
  found: FoundValue | null,
  asked: boolean,
): { tone: 'good' | 'warn' | 'bad' | 'plain'; short: string; text: string } {
  if (found === null) {
    return asked
      ? {
          tone: 'plain',
          short: 'Not ours',
          text: 'The register does not know this value.',
        }
      : { tone: 'plain', short: 'Not asked', text: 'Nobody knows yet whose it is.' };
  }
  const { state, token, worksUntil } = found;
  switch (state) {
    case 'current':
      return token.status === 'expired'
        ? { tone: 'warn', short: 'Ours, expired', text: expiredWords(token.kind) }
        : {
            tone: 'bad',
            short: 'Ours, works',
            text:
              token.kind === 'issued'
                ? 'This is the value that the token has now. Give it a new one, or delete it, if this text is where it should not be.'
                : 'This is the value that the token has now. Replace it in Front and here if this text is where it should not be.',
          };
    case 'earlier':
      if (token.kind === 'front') {
        return {
          tone: 'warn',
          short: 'Ours, replaced',
          text: 'An earlier value of this token. In Front it works until somebody deletes it there.',
        };
      }
      return worksUntil === null
        ? {
            tone: 'good',
            short: 'Ours, ended',
            text: 'An earlier value of this token. It works no longer.',
          }
        : {
            tone: 'bad',
            short: 'Ours, still works',
            text: `An earlier value of this token, which works until ${momentWords(worksUntil)}.`,
          };
    case 'deleted': {
      const day = token.deletedAt === null ? '' : ` on ${dayWords(token.deletedAt)}`;
      return {
        tone: token.kind === 'issued' ? 'good' : 'warn',
        short: 'Was ours',
        text:
          token.kind === 'issued'
            ? `Was ours, deleted${day}. It works no longer.`
            : `Was ours, deleted here${day}. In Front it works until somebody deletes it there, too.`,
      };
    }
  }
}

function expiredWords(kind: 'issued' | 'front'): string {
  return kind === 'issued'
    ? 'This is the value that the token has now. Its time is over, so it is refused.'
    : 'This is the value that the token has now. Its time is over here, which Front does not know.';
}

function linesWords(lines: readonly number[]): string {
  const shown = lines.slice(0, 8).join(', ');
  return `${lines.length === 1 ? 'Line' : 'Lines'} ${shown}${lines.length > 8 ? ` and ${lines.length - 8} more` : ''}`;
}
