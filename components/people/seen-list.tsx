import { Copy } from 'lucide-react';
import type { SeenToken } from '../../contract/member.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import { useNow } from '../state/use-now.ts';
import { usePeople } from '../state/use-people.ts';
import { hashOf } from '../state/use-route.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { toast } from '../ui/toasts.tsx';
import { ReadView } from './read-view.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

/** The values that a person has seen: what to rotate when they leave. */
export function SeenList({ memberId, name }: { memberId: string; name: string }) {
  const seen = usePeople('seenByMember', { params: { id: memberId } });
  return (
    <ReadView reading={seen}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="text-[13px] text-soft">{t('people.seenNothing', { name })}</p>
        ) : (
          <Values items={items} name={name} />
        )
      }
    </ReadView>
  );
}

function Values({ items, name }: { items: readonly SeenToken[]; name: string }) {
  const now = useNow();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(asText(items, name));
      toast('good', t('people.listCopied'));
    } catch {
      // The browser's reason is no help to a person; the list stands above the button.
      toast('bad', t('people.listRefused'));
    }
  };
  return (
    <div className="flex flex-col items-start gap-3">
      <ul className="w-full divide-y divide-line text-[13px]">
        {items.map(({ token, lastSeenAt, times }) => (
          <li
            key={token.id}
            className="flex flex-wrap items-baseline justify-between gap-x-4 py-2 first:pt-0"
          >
            <span className="flex min-w-0 flex-wrap items-baseline gap-1.5">
              <a
                href={hashOf({ kind: 'token', id: token.id })}
                className="min-w-0 font-medium break-words text-accent underline underline-offset-2"
              >
                {token.name}
              </a>
              {token.status === 'deleted' && <Chip>{t('people.deleted')}</Chip>}
            </span>
            <span className="text-soft" title={momentWords(lastSeenAt)}>
              {t('people.seenTimes', times, {
                count: number(times),
                ago: agoWords(lastSeenAt, now),
              })}
            </span>
          </li>
        ))}
      </ul>
      <Button icon={<Copy size={15} aria-hidden />} onClick={() => void copy()}>
        {t('people.copyList')}
      </Button>
    </div>
  );
}

/** A to-do list that can be pasted into a ticket. */
function asText(items: readonly SeenToken[], name: string): string {
  const lines = items
    .filter(({ token }) => token.status !== 'deleted')
    .map(
      ({ token, lastSeenAt }) =>
        `- [ ] ${t('people.listLine', { name: token.name, when: momentWords(lastSeenAt) })}`,
    );
  return [t('people.listHead', { name }), ...lines].join('\n');
}
