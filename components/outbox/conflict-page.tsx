import { useState } from 'react';
import type { PatchToken, Token } from '../../contract/token.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import type { EditChange } from '../../utils/outbox/change.ts';
import { joinVersions } from '../../utils/outbox/join-versions.ts';
import { waitsWords } from '../../utils/words/waits.ts';
import { momentWords } from '../../utils/words/time-words.ts';
import { PageHead, toTokens } from '../options/page-head.tsx';
import { FailureNotice } from '../session/failure-notice.tsx';
import { usePeople } from '../state/use-people.ts';
import { goTo } from '../state/use-route.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toasts.tsx';
import { ConflictField, type Choice } from './conflict-field.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

interface ConflictPageProps {
  readonly change: EditChange;
  readonly theirs: Token;
  /** Fields that both changed. */
  readonly fields: readonly (keyof PatchToken)[];
}

/** Two people changed the same: both versions side by side, field by field, and the person decides. */
export function ConflictPage({ change, theirs, fields }: ConflictPageProps) {
  const who = useWhoChanged(theirs);
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const undecided = fields.filter((field) => choices[field] === undefined).length;

  const settle = async (decided: Readonly<Record<string, Choice>>): Promise<void> => {
    const patch = Object.fromEntries(
      fields.map((field) => [field, valueOf(field, decided[field])]),
    );
    setBusy(true);
    setFailure(null);
    const answer = await ask('changes.settle', {
      change: change.id,
      version: theirs.version,
      patch,
    });
    setBusy(false);
    if (!answer.ok) {
      setFailure(answer.failure);
      return;
    }
    switch (answer.value.kind) {
      case 'sent':
        toast('good', t('outbox.settled'));
        break;
      case 'waiting':
        toast('good', waitsWords());
        break;
      case 'conflict':
        // Changed once more meanwhile: the page shows the new version by itself.
        return;
      case 'refused':
        break;
    }
    goTo({ kind: 'token', id: theirs.id });
  };
  const valueOf = (field: keyof PatchToken, choice: Choice | undefined): unknown => {
    if (choice?.kind === 'both') return choice.value;
    return choice?.kind === 'theirs' ? theirs[field] : change.patch[field];
  };
  // Here and below it never rejects: the page shows its failure.
  const all = (kind: 'mine' | 'theirs'): void =>
    void settle(Object.fromEntries(fields.map((field) => [field, { kind } as const])));

  return (
    <form
      className="mx-auto flex w-full max-w-4xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void settle(choices);
      }}
    >
      <PageHead back={toTokens()} title={t('outbox.twoVersionsOf', { name: theirs.name })} />
      <Notice tone="warn" live title={t('outbox.conflictTitle')}>
        {who === null
          ? t('outbox.conflictText', { when: momentWords(theirs.updatedAt) })
          : t('outbox.conflictTextOf', { name: who, when: momentWords(theirs.updatedAt) })}
      </Notice>
      {fields.map((field) => (
        <ConflictField
          key={field}
          field={field}
          base={change.base[field]}
          mine={change.patch[field]}
          theirs={theirs[field]}
          theirName={who}
          choice={choices[field] ?? null}
          onChoose={(choice) => setChoices((before) => ({ ...before, [field]: choice }))}
          joined={joinVersions(field, change.patch[field], theirs[field])}
        />
      ))}
      <FailureNotice failure={failure} comfort={t('outbox.bothKept')} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button disabled={busy} onClick={() => all('mine')}>
          {t('outbox.keepMine')}
        </Button>
        <Button disabled={busy} onClick={() => all('theirs')}>
          {t('outbox.takeTheirs')}
        </Button>
        <Button type="submit" look="primary" busy={busy} disabled={undecided > 0}>
          {undecided > 0
            ? t('outbox.toChoose', undecided, { count: number(undecided) })
            : t('outbox.saveThis')}
        </Button>
      </div>
    </form>
  );
}

/** Who made the change that stands there now; null while it is not known. */
function useWhoChanged(theirs: Token): string | null {
  const history = usePeople('listHistory', { params: { id: theirs.id }, query: { limit: '1' } });
  const [last] = history.kind === 'read' ? history.value.items : [];
  return last?.version === theirs.version ? last.by.name : null;
}
