import { Download } from 'lucide-react';
import { ask } from '../../utils/messaging/ask.ts';
import { saveFile } from '../../utils/pages/save-file.ts';
import { ActNotice } from '../people/act-notice.tsx';
import { useAct } from '../state/use-act.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toasts.tsx';
import { t } from '../../utils/i18n/t.ts';

const FORMATS = [
  { format: 'jsonl', words: 'JSONL', type: 'application/jsonl' },
  { format: 'csv', words: 'CSV', type: 'text/csv' },
] as const;

/** Saves the whole log as a file, in either format. */
export function ExportButtons() {
  const act = useAct();
  return (
    <div className="flex flex-col items-end gap-2">
      <div className="flex flex-wrap gap-2">
        {FORMATS.map(({ format, words, type }) => (
          <Button
            key={format}
            icon={<Download size={15} aria-hidden />}
            disabled={act.busy !== null}
            busy={act.busy === format}
            onClick={() =>
              act.run(
                format,
                () => ask('audit.export', { format }),
                ({ text }) => {
                  saveFile(text, `audit-${new Date().toISOString().slice(0, 10)}.${format}`, type);
                  toast('good', t('audit.exportSaved'));
                },
              )
            }
          >
            {t('audit.export', { format: words })}
          </Button>
        ))}
      </div>
      <ActNotice act={act} />
    </div>
  );
}
