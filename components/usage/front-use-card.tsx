import { useMemo } from 'react';
import type { Token } from '../../contract/token.ts';
import { usesStandingOn } from '../../utils/usage/uses-standing-on.ts';
import { callsWords } from '../../utils/words/budget-words.ts';
import { agoWords } from '../../utils/words/time-words.ts';
import { useRegister } from '../state/register.ts';
import { Card } from '../ui/card.tsx';

/** What can be said of a Front token’s use: what the issued tokens that stand on it did. */
export function FrontUseCard({ token, now }: { token: Token; now: number }) {
  const tokens = useRegister((state) => state.tokens);
  const uses = useMemo(() => usesStandingOn(tokens, token.id), [tokens, token.id]);
  return (
    <Card title="Use">
      <div className="flex flex-col gap-1 text-[13px]">
        <p>Front does not say when one of its own tokens is used.</p>
        {uses.count > 0 && (
          <p>
            {uses.count === 1
              ? 'The issued token that stands on it '
              : `The ${uses.count} issued tokens that stand on it `}
            {uses.lastAt === null
              ? 'made no call yet.'
              : `made ${callsWords(uses.calls)}, the last ${agoWords(uses.lastAt, now)}.`}
          </p>
        )}
        <p className="text-soft">
          Whoever has the value itself can call Front without being seen here.
        </p>
      </div>
    </Card>
  );
}
