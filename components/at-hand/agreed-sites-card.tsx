import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  agreeToSite,
  forgetSite,
  readAgreedSites,
  type AgreedSite,
} from '../../utils/at-hand/agreed-sites.ts';
import { t } from '../../utils/i18n/t.ts';
import { useRegister } from '../state/register.ts';
import { Card } from '../ui/card.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { toast } from '../ui/toasts.tsx';
import { sayUndoable } from '../state/undoable.ts';

/** The sites whose fields may be given values, each to be taken back. Nothing without a session. */
export function AgreedSitesCard() {
  const inside = useRegister(({ session }) => 'me' in session);
  const [sites, setSites] = useState<readonly AgreedSite[] | null>(null);
  useEffect(() => {
    let current = true;
    readAgreedSites().then(
      (read) => {
        if (current) setSites(read);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  if (!inside || sites === null) return null;
  const forget = (origin: string): Promise<void> =>
    forgetSite(origin).then(
      (left) => {
        setSites(left);
        sayUndoable(t('atHand.siteRemoved', { site: origin }), () => void agreeAgain(origin));
      },
      () => toast('bad', t('atHand.notStored')),
    );
  const agreeAgain = (origin: string): Promise<void> =>
    agreeToSite(origin)
      .then(readAgreedSites)
      .then(setSites, () => toast('bad', t('atHand.notStored')));
  return (
    <Card title={t('atHand.sitesTitle')}>
      <p className="text-[13px] text-soft">{t('atHand.sitesText')}</p>
      {sites.length === 0 ? (
        <p className="text-[13px]">{t('atHand.sitesNone')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {sites.map(({ origin }) => (
            <li key={origin} className="flex items-center justify-between gap-3 py-1">
              <code className="min-w-0 text-[13px] break-all">{origin}</code>
              <IconButton
                label={t('atHand.siteRemove', { site: origin })}
                onClick={() => void forget(origin)}
              >
                <Trash2 size={15} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
