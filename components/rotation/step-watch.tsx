import { outsideWords } from '../../utils/words/budget-words.ts';
import { agoWords } from '../../utils/words/time-words.ts';
import type { Guide } from '../state/use-guide.ts';
import { useNow } from '../state/use-now.ts';
import { usePeople } from '../state/use-people.ts';
import { hashOf } from '../state/use-route.ts';
import { useSeenBy } from '../state/use-seen-by.ts';
import { Button } from '../ui/button.tsx';
import { t } from '../../utils/i18n/t.ts';
import { row } from '../../utils/i18n/locale.ts';
import { RichText } from '../ui/rich-text.tsx';

/** What can be known of the old value's use, said as what it is. */
export function StepWatch({ guide }: { guide: Guide }) {
  return (
    <>
      <p>{t('rotation.watchText')}</p>
      <ul className="flex list-disc flex-col gap-1.5 pl-5">
        <li>
          <Outside />
        </li>
        <li>
          <SeenBy tokenId={guide.token.id} />
        </li>
        <li>
          {guide.token.usedIn.length === 0
            ? t('rotation.nobodyNoted')
            : t('rotation.notedIn', {
                places: row(guide.token.usedIn.map(({ label }) => label)),
              })}
        </li>
      </ul>
      <p>{t('rotation.giveThem')}</p>
      <Button look="primary" className="self-start" onClick={() => guide.change({ isTold: true })}>
        {t('rotation.everybody')}
      </Button>
    </>
  );
}

/** Front's own count against ours: of all raw tokens together, and at least so many. */
function Outside() {
  const reading = usePeople('getBudget', {});
  if (reading.kind === 'reading') return t('rotation.askingOutside');
  if (reading.kind === 'failed') return t('rotation.outsideUnread');
  const words = outsideWords(reading.value.outside);
  return (
    <RichText
      k="rotation.outsideText"
      parts={{
        outside: words ?? t('rotation.noneOutside'),
        budget: (
          <a href={hashOf({ kind: 'budget' })} className="text-accent underline underline-offset-2">
            {t('budget.title')}
          </a>
        ),
      }}
    />
  );
}

function SeenBy({ tokenId }: { tokenId: string }) {
  const now = useNow();
  const reading = useSeenBy(tokenId, null);
  switch (reading.kind) {
    case 'reading':
      return t('rotation.askingSeen');
    case 'failed':
      return t('rotation.seenUnread');
    case 'read':
      if (reading.seen.length === 0) return t('rotation.seenByNobody');
      return t('rotation.seenBy', {
        names: row(
          reading.seen.map(({ who, at }) =>
            t('tokens.seenByOne', { name: who, ago: agoWords(at, now) }),
          ),
        ),
      });
  }
}
