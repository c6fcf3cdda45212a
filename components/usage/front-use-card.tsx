import { useMemo } from 'react';
import type { Token } from '../../contract/token.ts';
import { usesStandingOn } from '../../utils/usage/uses-standing-on.ts';
import { callsWords } from '../../utils/words/budget-words.ts';
import { agoWords } from '../../utils/words/time-words.ts';
import { useRegister } from '../state/register.ts';
import { Card } from '../ui/card.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

/** What can be said of a Front token’s use: what the issued tokens that stand on it did. */
export function FrontUseCard({ token, now }: { token: Token; now: number }) {
  const tokens = useRegister((state) => state.tokens);
  const uses = useMemo(() => usesStandingOn(tokens, token.id), [tokens, token.id]);
  return (
    <Card title={t('usage.title')}>
      <div className="flex flex-col gap-1 text-[13px]">
        <p>{t('usage.frontSilent')}</p>
        {uses.count > 0 && (
          <p>
            {uses.lastAt === null
              ? t('usage.standingNone', uses.count, { count: number(uses.count) })
              : t('usage.standing', uses.count, {
                  count: number(uses.count),
                  calls: callsWords(uses.calls),
                  ago: agoWords(uses.lastAt, now),
                })}
          </p>
        )}
        <p className="text-soft">{t('usage.unseen')}</p>
      </div>
    </Card>
  );
}
