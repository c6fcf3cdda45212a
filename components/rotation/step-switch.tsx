import { useEffect } from 'react';
import { ask } from '../../utils/messaging/ask.ts';
import { replacedAt, switchStateOf, type SwitchState } from '../../utils/rotation/guide-steps.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import type { Guide } from '../state/use-guide.ts';
import { useNow } from '../state/use-now.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';

const TEXTS = {
  called_since: 'rotation.calledSince',
  not_yet: 'rotation.notYet',
  never_called: 'rotation.neverCalled',
} as const satisfies Record<SwitchState, PlainTextKey>;

/** A last call is on record within a second; asked for again so often while somebody waits for one. */
const AGAIN_MS = 5_000;
/** More are asked for once, and not again and again. */
const MOST_FOLLOWED = 20;

/** Brings the last calls of these tokens up to date; the list alone learns of them every ten minutes. */
function useLastCalls(ids: string): void {
  useEffect(() => {
    const all = ids === '' ? [] : ids.split(' ');
    const read = (): void => {
      // Its answer lands in the cache, and the news of that in the register.
      for (const id of all) void ask('tokens.get', { id });
    };
    read();
    if (all.length > MOST_FOLLOWED) return;
    const timer = setInterval(() => {
      if (!document.hidden) read();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [ids]);
}

/** The issued tokens, which go on by themselves, with what each has shown of it. */
export function StepSwitch({ guide }: { guide: Guide }) {
  const { dependents, draft, change } = guide;
  const now = useNow();
  const since = replacedAt(draft, guide);
  useLastCalls(dependents.map(({ id }) => id).join(' '));
  return (
    <>
      {dependents.length === 0 ? (
        <p>{t('rotation.noneSwitch')}</p>
      ) : (
        <>
          <p>
            {since === null
              ? t('rotation.switchText')
              : t('rotation.switchTextSince', { when: momentWords(since) })}
          </p>
          <ul className="overflow-hidden rounded-lg border border-line">
            {dependents.map((issued) => {
              const state = switchStateOf(issued, since);
              return (
                <li
                  key={issued.id}
                  className="flex min-w-0 items-center gap-2 border-b border-line px-3 py-2 last:border-0"
                >
                  <span className="min-w-0 flex-1 break-words">{issued.name}</span>
                  {issued.lastUsedAt !== null && (
                    <span className="shrink-0 text-xs text-soft">
                      {agoWords(issued.lastUsedAt, now)}
                    </span>
                  )}
                  <Chip tone={state === 'called_since' ? 'good' : 'plain'}>{t(TEXTS[state])}</Chip>
                </li>
              );
            })}
          </ul>
        </>
      )}
      <Button look="primary" className="self-start" onClick={() => change({ isSwitched: true })}>
        {t('rotation.goOn')}
      </Button>
    </>
  );
}
