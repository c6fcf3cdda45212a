import { Copy } from 'lucide-react';
import { t } from '../../utils/i18n/t.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toasts.tsx';

interface LinkOnceProps {
  readonly link: string;
  readonly forWhom: string;
  readonly onDone: () => void;
}

/** A way in that is shown once: whoever has it can use it, so it is neither kept nor shown again. */
export function LinkOnce({ link, forWhom, onDone }: LinkOnceProps) {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      toast('good', 'Link copied');
    } catch {
      // The browser's reason is no help to a person; the link stands above the button.
      toast('bad', 'The browser did not allow copying. Copy the link by hand.');
    }
  };
  return (
    <div className="flex flex-col gap-3">
      <code
        aria-label="Link"
        className="rounded-lg border border-line bg-page px-3 py-2 font-mono text-[13px] break-all"
      >
        {link}
      </code>
      <Button look="primary" icon={<Copy size={16} aria-hidden />} onClick={() => void copy()}>
        Copy link
      </Button>
      <Notice tone="info">
        Send it to {forWhom} yourself. It works once, for 24 hours, and is not shown again.
      </Notice>
      <div className="flex justify-end">
        <Button onClick={onDone}>{t('common.done')}</Button>
      </div>
    </div>
  );
}
