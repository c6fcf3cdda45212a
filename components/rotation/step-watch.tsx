import { outsideWords } from '../../utils/words/budget-words.ts';
import { agoWords } from '../../utils/words/time-words.ts';
import type { Guide } from '../state/use-guide.ts';
import { useNow } from '../state/use-now.ts';
import { usePeople } from '../state/use-people.ts';
import { hashOf } from '../state/use-route.ts';
import { useSeenBy } from '../state/use-seen-by.ts';
import { Button } from '../ui/button.tsx';

/** What can be known of the old value's use, said as what it is. */
export function StepWatch({ guide }: { guide: Guide }) {
  return (
    <>
      <p>
        Through the gateway nothing uses the old value any more. Whoever has the value itself calls
        Front directly, and Front does not say with which token a call was made. So this can’t be
        watched; here is what there is to go by:
      </p>
      <ul className="flex list-disc flex-col gap-1.5 pl-5">
        <li>
          <Outside />
        </li>
        <li>
          <SeenBy tokenId={guide.token.id} />
        </li>
        <li>
          {guide.token.usedIn.length === 0
            ? 'Nobody has noted where it is used.'
            : `Noted as used in: ${guide.token.usedIn.map(({ label }) => label).join(', ')}.`}
        </li>
      </ul>
      <p>Give them the new value, or better an issued token each, before the old one is deleted.</p>
      <Button look="primary" className="self-start" onClick={() => guide.change({ isTold: true })}>
        Everybody has changed over
      </Button>
    </>
  );
}

/** Front's own count against ours: of all raw tokens together, and at least so many. */
function Outside() {
  const reading = usePeople('getBudget', {});
  if (reading.kind === 'reading') return 'Asking what was called past the gateway …';
  if (reading.kind === 'failed') return 'What was called past the gateway can’t be read just now.';
  const words = outsideWords(reading.value.outside);
  return (
    <>
      {words ?? 'No call past the gateway was noticed in the last 24 hours.'} It is an estimate over
      all raw tokens, and a lower bound: it notices only while issued tokens call.{' '}
      <a href={hashOf({ kind: 'budget' })} className="text-accent underline underline-offset-2">
        Budget
      </a>
    </>
  );
}

function SeenBy({ tokenId }: { tokenId: string }) {
  const now = useNow();
  const reading = useSeenBy(tokenId, null);
  switch (reading.kind) {
    case 'reading':
      return 'Asking who has seen its values …';
    case 'failed':
      return 'Who has seen its values can’t be read just now.';
    case 'read':
      if (reading.seen.length === 0) return 'Nobody has looked at a value of it here.';
      return `Its values were seen here by ${reading.seen.map(({ who, at }) => `${who} (${agoWords(at, now)})`).join(', ')}. Ask them.`;
  }
}
