import { FileUp } from 'lucide-react';
import { useId, useRef, useState, type ClipboardEvent } from 'react';
import { Button } from './button.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

interface TextIntakeProps {
  readonly label: string;
  readonly hint: string;
  /** File types to choose from, as in `accept`. */
  readonly accept: string;
  /** Characters at most; more than that is said to be too much. */
  readonly most: number;
  readonly onText: (text: string, source: string) => void;
}

/**
 * Takes a text that may hold values, by paste or as a file. What is pasted is handed on and never put
 * into the field: a browser keeps what stands in fields for after a crash, on the disk.
 */
export function TextIntake({ label, hint, accept, most, onText }: TextIntakeProps) {
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const take = (text: string, source: string): void => {
    setTyped('');
    if (text.length > most) {
      setProblem(t('ui.textTooLong', { count: number(most / 1e6) }));
      return;
    }
    setProblem(null);
    if (text.trim() !== '') onText(text, source);
  };
  const onPaste = (event: ClipboardEvent): void => {
    event.preventDefault();
    take(event.clipboardData.getData('text/plain'), t('ui.pastedText'));
  };
  const onFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    // Four bytes a character at most.
    if (file.size > most * 4) take(' '.repeat(most + 1), file.name);
    else take(await file.text(), file.name);
    if (chooser.current !== null) chooser.current.value = '';
  };
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="text-[13px] font-semibold">
        {label}
      </label>
      <textarea
        id={id}
        rows={3}
        className="field-box font-mono"
        aria-describedby={`${id}-hint`}
        aria-invalid={problem === null ? undefined : true}
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore=""
        data-lpignore="true"
        placeholder={t('ui.pasteHere')}
        value={typed}
        onPaste={onPaste}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="flex flex-wrap items-center gap-2">
        <p
          id={`${id}-hint`}
          className={`min-w-0 flex-1 basis-60 text-xs ${problem === null ? 'text-soft' : 'text-bad'}`}
        >
          {problem ?? hint}
        </p>
        {typed.trim() !== '' && (
          <Button look="primary" onClick={() => take(typed, t('ui.typedText'))}>
            {t('ui.useText')}
          </Button>
        )}
        <input
          ref={chooser}
          type="file"
          accept={accept}
          aria-label={t('ui.fileOf', { label })}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => void onFile(event.target.files?.[0])}
        />
        <Button icon={<FileUp size={16} aria-hidden />} onClick={() => chooser.current?.click()}>
          {t('ui.chooseFile')}
        </Button>
      </div>
    </div>
  );
}
