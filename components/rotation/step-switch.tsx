import { replacedAt, switchStateOf, type SwitchState } from '../../utils/rotation/guide-steps.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import type { Guide } from '../state/use-guide.ts';
import { useNow } from '../state/use-now.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';

const WORDS: Readonly<Record<SwitchState, string>> = {
  called_since: 'Called since',
  not_yet: 'No call since',
  never_called: 'Never called',
};

/** The issued tokens, which go on by themselves, with what each has shown of it. */
export function StepSwitch({ guide }: { guide: Guide }) {
  const { dependents, draft, change } = guide;
  const now = useNow();
  const since = replacedAt(draft, guide);
  return (
    <>
      {dependents.length === 0 ? (
        <p>
          No issued token stands on it, so nothing switches over by itself: whoever uses it has the
          value itself. Programs with an issued token would not have noticed this rotation.
        </p>
      ) : (
        <>
          <p>
            Each call of these goes out with the new value
            {since === null ? ' now' : ` since ${momentWords(since)}`}. Nothing has to be changed in
            any program. A call since then shows that it works.
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
                  <Chip tone={state === 'called_since' ? 'good' : 'plain'}>{WORDS[state]}</Chip>
                </li>
              );
            })}
          </ul>
        </>
      )}
      <Button look="primary" className="self-start" onClick={() => change({ isSwitched: true })}>
        Go on
      </Button>
    </>
  );
}
