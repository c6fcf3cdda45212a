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

/** The values that a person has seen: what to rotate when they leave. */
export function SeenList({ memberId, name }: { memberId: string; name: string }) {
  const seen = usePeople('seenByMember', { params: { id: memberId } });
  return (
    <ReadView reading={seen}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="text-[13px] text-soft">{name} has looked at no value here.</p>
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
      toast('good', 'List copied');
    } catch {
      // The browser's reason is no help to a person; the list stands above the button.
      toast('bad', 'The browser did not allow copying. Copy the list by hand.');
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
              {token.status === 'deleted' && <Chip>Deleted</Chip>}
            </span>
            <span className="text-soft" title={momentWords(lastSeenAt)}>
              {times === 1 ? 'once' : `${times} times`}, last {agoWords(lastSeenAt, now)}
            </span>
          </li>
        ))}
      </ul>
      <Button icon={<Copy size={15} aria-hidden />} onClick={() => void copy()}>
        Copy list
      </Button>
    </div>
  );
}

/** A to-do list that can be pasted into a ticket. */
function asText(items: readonly SeenToken[], name: string): string {
  const lines = items
    .filter(({ token }) => token.status !== 'deleted')
    .map(({ token, lastSeenAt }) => `- [ ] ${token.name} (last seen ${momentWords(lastSeenAt)})`);
  return [`Values that ${name} has seen:`, ...lines].join('\n');
}
