import { ShieldQuestion } from 'lucide-react';
import type { Verification } from '../../contract/front-value.ts';
import type { Token } from '../../contract/token.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { verificationWords } from '../../utils/words/verification-words.ts';
import { ActNotice } from '../people/act-notice.tsx';
import { ReadView } from '../people/read-view.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { useAct } from '../state/use-act.ts';
import { usePeople } from '../state/use-people.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Chip } from '../ui/chip.tsx';
import { toast } from '../ui/toasts.tsx';
import { ClaimsList } from './claims-list.tsx';
import { t } from '../../utils/i18n/t.ts';

/** What is known of a Front token’s value: what Front said of it, and what it says of itself. */
export function ValueFactsCard({ token }: { token: Token }) {
  const signedIn = useRegister((state) => state.session.kind === 'signed_in');
  const admin = useRegister(isAdmin);
  const facts = usePeople('getValueFacts', signedIn ? { params: { id: token.id } } : null);
  const act = useAct();
  if (!signedIn || token.hint === null) return null;
  const ask = (): void =>
    act.run(
      'ask',
      () => callPeople('verifyToken', { params: { id: token.id } }),
      ({ verification }) => {
        if (verification === null) return;
        const { tone, text } = verificationWords(verification);
        toast(tone === 'good' ? 'good' : 'bad', text);
      },
    );
  return (
    <Card title={t('record.valueTitle')}>
      <ReadView reading={facts}>
        {({ claims, verification }) => (
          <>
            {verification !== null && <Said verification={verification} />}
            {verification === null && claims === null && (
              <p className="text-[13px] text-soft">{t('record.nothingNoted')}</p>
            )}
            {admin && token.status !== 'deleted' && (
              <div>
                <Button
                  icon={<ShieldQuestion size={16} aria-hidden />}
                  busy={act.busy !== null}
                  onClick={ask}
                >
                  {(verification?.at ?? null) === null ? t('record.askNow') : t('record.askAgain')}
                </Button>
              </div>
            )}
            <ActNotice act={act} />
            {claims !== null && (
              <details className="text-[13px]">
                <summary className="cursor-pointer rounded font-medium">
                  {t('record.claimsTitle')}
                </summary>
                <div className="mt-2">
                  <ClaimsList claims={claims} />
                </div>
              </details>
            )}
          </>
        )}
      </ReadView>
    </Card>
  );
}

function Said({ verification }: { verification: Verification }) {
  const { tone, short, text } = verificationWords(verification);
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-[13px]">
      <Chip tone={tone}>{short}</Chip>
      <span className="min-w-0 flex-1 basis-60">{text}</span>
    </p>
  );
}
