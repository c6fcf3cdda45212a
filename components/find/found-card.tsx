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
import { number } from '../../utils/i18n/locale.ts';
import { atMost } from '../../utils/words/at-most.ts';

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
      aria-label={found === null ? t('find.valueEnding', { hint: seen.hint }) : found.token.name}
      className="card flex flex-col gap-3 p-4 sm:p-5"
    >
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="flex min-w-0 flex-1 basis-60 flex-col gap-1.5">
          <h2 className="min-w-0 text-[15px] font-semibold break-words">
            {found === null ? (
              t('find.valueEnding', { hint: seen.hint })
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
            {found.token.owner ?? <span className="text-soft">{t('find.nobodyNoted')}</span>}
          </dd>
          <dt className="text-soft">{t('common.purpose')}</dt>
          <dd className="break-words whitespace-pre-line">
            {found.token.purpose === '' ? (
              <span className="text-soft">{t('find.nonePurpose')}</span>
            ) : (
              <NoteText text={found.token.purpose} />
            )}
          </dd>
        </dl>
      )}
      {found === null && seen.claims !== null && <ClaimsList claims={seen.claims} />}
      <p className="text-xs text-soft">{linesWords(seen)}</p>
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
          short: t('find.notOurs'),
          text: t('find.notOursText'),
        }
      : { tone: 'plain', short: t('find.notAsked'), text: t('find.notAskedText') };
  }
  const { state, token, worksUntil } = found;
  switch (state) {
    case 'current':
      return token.status === 'expired'
        ? { tone: 'warn', short: t('find.oursExpired'), text: expiredWords(token.kind) }
        : {
            tone: 'bad',
            short: t('find.oursWorks'),
            text: token.kind === 'issued' ? t('find.worksIssuedText') : t('find.worksFrontText'),
          };
    case 'earlier':
      if (token.kind === 'front') {
        return {
          tone: 'warn',
          short: t('find.oursReplaced'),
          text: t('find.replacedFrontText'),
        };
      }
      return worksUntil === null
        ? {
            tone: 'good',
            short: t('find.oursEnded'),
            text: t('find.endedText'),
          }
        : {
            tone: 'bad',
            short: t('find.oursStillWorks'),
            text: t('find.stillWorksText', { when: momentWords(worksUntil) }),
          };
    case 'deleted':
      return {
        tone: token.kind === 'issued' ? 'good' : 'warn',
        short: t('find.wasOurs'),
        text: deletedWords(token),
      };
  }
}

function deletedWords({ kind, deletedAt }: FoundValue['token']): string {
  if (deletedAt === null) {
    return kind === 'issued' ? t('find.deletedText') : t('find.deletedFrontText');
  }
  const day = dayWords(deletedAt);
  return kind === 'issued'
    ? t('find.deletedOnText', { day })
    : t('find.deletedFrontOnText', { day });
}

function expiredWords(kind: 'issued' | 'front'): string {
  return kind === 'issued' ? t('find.expiredIssuedText') : t('find.expiredFrontText');
}

function linesWords({ lines, hint }: SeenValue): string {
  return t('find.lines', lines.length, { lines: atMost(lines.map(number), 8), hint });
}
