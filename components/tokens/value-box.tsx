import type { Token } from '../../contract/token.ts';
import { momentWords } from '../../utils/words/time-words.ts';
import { useMyAccess } from '../state/use-my-access.ts';
import { AskForAccess } from './ask-for-access.tsx';
import { SecretBox } from './secret-box.tsx';
import { t } from '../../utils/i18n/t.ts';

/** A token’s value for those who may see it, and for the others the way to ask. */
export function ValueBox({ token }: { token: Token }) {
  const access = useMyAccess(token);
  switch (access.kind) {
    case 'reading':
      return <div aria-hidden className="h-24 animate-pulse rounded-lg bg-hover" />;
    case 'may':
      return (
        <>
          <SecretBox token={token} />
          {access.until !== null && (
            <p className="text-xs text-soft">
              {t('tokens.seeUntil', { when: momentWords(access.until) })}
            </p>
          )}
        </>
      );
    case 'may_not':
      // Without a value there is nothing to ask for.
      return token.hint === null ? (
        <SecretBox token={token} />
      ) : (
        <AskForAccess token={token} last={access.last} />
      );
  }
}
