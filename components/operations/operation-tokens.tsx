import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import type { Operation } from '../../contract/operations.ts';
import type { Token } from '../../contract/token.ts';
import { fitTokens } from '../../utils/operations/fit-tokens.ts';
import { UnconfirmedCopy } from '../session/unconfirmed-copy.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { useCopy } from '../state/use-copy.ts';
import { useMayReveal } from '../state/use-may-reveal.ts';
import { useMyAccess } from '../state/use-my-access.ts';
import { useNow } from '../state/use-now.ts';
import { AskForAccess } from '../tokens/ask-for-access.tsx';
import { Button } from '../ui/button.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { OperationToken } from './operation-token.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';
import { RichText } from '../ui/rich-text.tsx';

interface OperationTokensProps {
  readonly operation: Operation;
  readonly onOpen: (token: Token) => void;
  readonly onCreate: () => void;
}

/** The tokens that can make a call, ready to copy; for whoever has none, the next step to one. */
export function OperationTokens({ operation, onOpen, onCreate }: OperationTokensProps) {
  const tokens = useRegister((state) => state.tokens);
  const complete = useRegister((state) => state.complete && state.synced !== null);
  const admin = useRegister(isAdmin);
  const now = useNow();
  const may = useMayReveal(now);
  const { busyId, unconfirmed, copy } = useCopy();
  const fitting = useMemo(
    () => (may === null || !complete ? null : fitTokens(tokens, operation, may, now)),
    [tokens, complete, operation, may, now],
  );
  if (fitting === null) return <SkeletonRows />;
  const { mine, others } = fitting;
  const [narrowest] = others;
  if (mine.length > 0) {
    return (
      <>
        <UnconfirmedCopy {...{ unconfirmed, copy }} />
        <ul className="flex flex-col gap-1.5">
          {mine.map((token) => (
            <OperationToken
              key={token.id}
              busy={busyId === token.id}
              {...{ token, operation, copy, onOpen }}
            />
          ))}
        </ul>
        {admin && operation.scope !== null && (
          <p className="mt-2 text-[13px]">
            <TextButton onClick={onCreate}>{t('operations.createOne')}</TextButton>
          </p>
        )}
      </>
    );
  }
  if (admin) {
    return (
      <div className="flex flex-col items-start gap-2.5">
        <p className="text-[13px] text-soft">{noneWords(operation)}</p>
        <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={onCreate}>
          {operation.scope === null ? t('operations.createAny') : t('operations.createOne')}
        </Button>
      </div>
    );
  }
  if (narrowest === undefined) {
    return (
      <p className="text-[13px] text-soft">
        {noneWords(operation)}{' '}
        {operation.scope === null ? t('operations.askAdmin') : t('operations.askAdminScope')}
      </p>
    );
  }
  return <AskForOne {...{ narrowest, onOpen }} count={others.length} />;
}

function noneWords({ scope }: Operation): string {
  return scope === null ? t('operations.noneHere') : t('operations.noneHolds', { scope });
}

/** For a member who may see none of them: the one that can do least is the one to ask for. */
function AskForOne(props: { narrowest: Token; count: number; onOpen: (token: Token) => void }) {
  const { narrowest, count, onOpen } = props;
  const access = useMyAccess(narrowest);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-[13px]">
        <RichText
          k="operations.askFor"
          n={count}
          parts={{
            count: number(count),
            name: <TextButton onClick={() => onOpen(narrowest)}>{narrowest.name}</TextButton>,
          }}
        />
      </p>
      {access.kind !== 'reading' && (
        <AskForAccess token={narrowest} last={access.kind === 'may_not' ? access.last : null} />
      )}
    </div>
  );
}

/** As high as what comes: nothing moves when it does. */
function SkeletonRows() {
  return (
    <div aria-hidden className="flex flex-col gap-1.5">
      {[0, 1].map((row) => (
        <div key={row} className="h-[68px] animate-pulse rounded-lg bg-hover" />
      ))}
    </div>
  );
}
