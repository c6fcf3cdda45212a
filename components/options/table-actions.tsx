import { ChevronDown, Download, FileUp, SearchCheck } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { Token } from '../../contract/token.ts';
import {
  EXPORT_FORMATS,
  exportTokens,
  type ExportFormat,
} from '../../utils/export/export-tokens.ts';
import { saveFile } from '../../utils/pages/save-file.ts';
import { isAdmin, useRegister } from '../state/register.ts';
import { goTo } from '../state/use-route.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toasts.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  json: 'application/json',
};

/** What can be done with the list as a whole: bring tokens in, and take notes out. */
export function TableActions({ tokens }: { tokens: readonly Token[] }) {
  const admin = useRegister(isAdmin);
  const save = (format: ExportFormat): void => {
    const day = new Date().toISOString().slice(0, 10);
    saveFile(exportTokens(tokens, format), `tokens-${day}.${format}`, TYPES[format]);
    toast('good', t('options.notesSaved'));
  };
  return (
    <>
      {admin && (
        <Button icon={<FileUp size={16} aria-hidden />} onClick={() => goTo({ kind: 'import' })}>
          {t('options.importButton')}
        </Button>
      )}
      <Button icon={<SearchCheck size={16} aria-hidden />} onClick={() => goTo({ kind: 'find' })}>
        {t('find.title')}
      </Button>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger asChild>
          <Button icon={<Download size={16} aria-hidden />} disabled={tokens.length === 0}>
            {t('options.export')}
            <ChevronDown size={14} aria-hidden />
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            className="floating z-40 min-w-48 rounded-lg border border-line bg-paper p-1 text-[13px]"
          >
            <DropdownMenu.Label className="px-2.5 py-1 text-xs text-soft">
              {t('options.tokensShown', tokens.length, { count: number(tokens.length) })}
            </DropdownMenu.Label>
            {EXPORT_FORMATS.map((format) => (
              <DropdownMenu.Item
                key={format}
                className="cursor-default rounded-md px-2.5 py-1.5 outline-none data-highlighted:bg-hover"
                onSelect={() => save(format)}
              >
                {t('options.exportAs', { format: format.toUpperCase() })}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </>
  );
}
