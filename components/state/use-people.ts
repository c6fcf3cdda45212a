import { useCallback, useEffect, useState } from 'react';
import type { RouteInput, RouteOutput } from '../../contract/routes.ts';
import { onNews } from '../../utils/messaging/news.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import type { PeopleCall } from '../../utils/people/people-calls.ts';

export type Reading<T> =
  { kind: 'reading' } | { kind: 'read'; value: T } | { kind: 'failed'; failure: Failure };

const READING = { kind: 'reading' } as const;

/**
 * What the service answers to a reading call about people, asked anew when one of our pages changed
 * something and when the window is turned to again: others change things too.
 * @param input null: there is nothing to ask just now
 */
export function usePeople<Name extends PeopleCall>(
  call: Name,
  input: RouteInput<Name> | null,
): Reading<RouteOutput<Name>> & { readonly again: () => void } {
  const key = input === null ? null : JSON.stringify(input);
  const [state, setState] = useState<{ key: string | null; reading: Reading<RouteOutput<Name>> }>({
    key,
    reading: READING,
  });
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);

  useEffect(() => {
    if (key === null) return;
    let current = true;
    // A failure comes as an answer, and is shown.
    void callPeople(call, JSON.parse(key) as RouteInput<Name>).then((answer) => {
      if (!current) return;
      setState({
        key,
        reading: answer.ok
          ? { kind: 'read', value: answer.value }
          : { kind: 'failed', failure: answer.failure },
      });
    });
    return () => {
      current = false;
    };
  }, [call, key, round]);

  useEffect(() => {
    if (key === null) return;
    const listening = new AbortController();
    let isBehind = false;
    const look = (): void => {
      isBehind = document.hidden;
      if (!isBehind) again();
    };
    onNews(({ kind }) => {
      // A token that is deleted or renamed changes grants, requests and the log as well.
      if (kind === 'people' || kind === 'tokens' || kind === 'looks') look();
    }, listening.signal);
    addEventListener('focus', again, { signal: listening.signal });
    // Nobody reads a hidden page: what it missed it asks for when it is seen.
    const onSeen = (): void => {
      if (isBehind) look();
    };
    document.addEventListener('visibilitychange', onSeen, { signal: listening.signal });
    return () => listening.abort();
  }, [key, again]);

  // An answer to another question is none to this one.
  return { ...(state.key === key ? state.reading : READING), again };
}
