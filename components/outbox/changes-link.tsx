import { CloudUpload } from 'lucide-react';
import { isOpen } from '../../utils/outbox/change.ts';
import { useRegister } from '../state/register.ts';
import { hashOf } from '../state/use-route.ts';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

/** The way to the changes that wait. Nothing while none is there. */
export function ChangesLink({ here }: { here: boolean }) {
  const open = useRegister(({ changes }) => changes.filter(isOpen).length);
  const kept = useRegister(({ changes }) => changes.some(({ kind }) => kind !== 'done'));
  if (!kept && !here) return null;
  return (
    <a
      href={hashOf({ kind: 'changes' })}
      aria-current={here ? 'page' : undefined}
      title={t('outbox.title')}
      className={`inline-flex h-8 shrink-0 items-center gap-1.5 rounded-lg px-2.5 text-[13px] font-medium ${here ? 'bg-chosen text-accent' : 'text-warn hover:bg-hover'}`}
    >
      <CloudUpload size={15} aria-hidden />
      <span className="max-lg:sr-only">{t('outbox.title')}</span>
      {open > 0 && <span>{number(open)}</span>}
    </a>
  );
}
