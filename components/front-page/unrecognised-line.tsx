import { writeText } from '../../utils/clipboard/write-text.ts';
import { useFrontPage } from '../state/use-front-page.ts';
import { TextButton } from '../ui/text-button.tsx';
import { toast } from '../ui/toasts.tsx';
import { t } from '../../utils/i18n/t.ts';

/** One quiet line where the active tab shows a page of Front's settings that the extension can't read. */
export function UnrecognisedLine() {
  const { facts } = useFrontPage();
  if (facts?.kind !== 'unrecognised') return null;
  const { diagnostic } = facts;
  const copy = async (): Promise<void> => {
    const done = await writeText(document, diagnostic);
    if (done) toast('good', t('gone.diagnosticCopied'));
    else toast('bad', t('gone.diagnosticRefused'));
  };
  return (
    <p className="flex shrink-0 flex-wrap items-center gap-x-1.5 border-t border-line px-2 py-1.5 text-xs text-soft">
      {t('gone.notRecognised')}
      <TextButton onClick={() => void copy()}>{t('gone.copyDiagnostic')}</TextButton>
    </p>
  );
}
