import { Copy } from 'lucide-react';
import { t } from '../../utils/i18n/t.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toasts.tsx';

interface LinkOnceProps {
  readonly link: string;
  readonly forWhom: string | null;
  readonly onDone: () => void;
}

/** A way in that is shown once: whoever has it can use it, so it is neither kept nor shown again. */
export function LinkOnce({ link, forWhom, onDone }: LinkOnceProps) {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      toast('good', t('people.linkCopied'));
    } catch {
      // The browser's reason is no help to a person; the link stands above the button.
      toast('bad', t('people.linkRefused'));
    }
  };
  return (
    <div className="flex flex-col gap-3">
      <code
        aria-label={t('people.link')}
        className="rounded-lg border border-line bg-page px-3 py-2 font-mono text-[13px] break-all"
      >
        {link}
      </code>
      <Button look="primary" icon={<Copy size={16} aria-hidden />} onClick={() => void copy()}>
        {t('people.copyLink')}
      </Button>
      <Notice tone="info">
        {forWhom === null ? t('people.sendToPerson') : t('people.sendTo', { name: forWhom })}
      </Notice>
      <div className="flex justify-end">
        <Button onClick={onDone}>{t('common.done')}</Button>
      </div>
    </div>
  );
}
