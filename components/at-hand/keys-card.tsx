import { useEffect, useState } from 'react';
import {
  openKeySettings,
  readKeys,
  type Command,
  type CommandKeys,
} from '../../utils/at-hand/keys.ts';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { Card } from '../ui/card.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { toast } from '../ui/toasts.tsx';

const ROWS: readonly { command: Command; words: PlainTextKey }[] = [
  { command: 'open', words: 'atHand.commandOpen' },
  { command: 'search', words: 'atHand.commandSearch' },
  { command: 'copy', words: 'atHand.commandCopy' },
];

/** What to press for what, as the browser has it, and the way to its page for changing that. */
export function KeysCard() {
  const [keys, setKeys] = useState<CommandKeys | null>(null);
  useEffect(() => {
    let current = true;
    const read = (): void => {
      readKeys().then(
        (found) => {
          if (current) setKeys(found);
        },
        () => undefined,
      );
    };
    read();
    // They are changed on a page of the browser's own, which tells nobody.
    addEventListener('focus', read);
    return () => {
      current = false;
      removeEventListener('focus', read);
    };
  }, []);
  if (keys === null) return null;
  const change = (): void => {
    openKeySettings().catch(() => toast('bad', t('atHand.keysRefused')));
  };
  return (
    <Card
      title={t('atHand.keysTitle')}
      actions={<TextButton onClick={change}>{t('atHand.keysChange')}</TextButton>}
    >
      <p className="text-[13px] text-soft">{t('atHand.keysText')}</p>
      <dl className="divide-y divide-line text-[13px]">
        {ROWS.map(({ command, words }) => (
          <div key={command} className="flex items-baseline justify-between gap-3 py-1.5">
            <dt className="min-w-0">{t(words)}</dt>
            <dd className="shrink-0">
              {keys[command] === null ? (
                <span className="text-soft">{t('atHand.keysNone')}</span>
              ) : (
                <kbd className="font-sans font-semibold">{keys[command]}</kbd>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {Object.values(keys).includes(null) && (
        <p className="text-[13px] text-soft">{t('atHand.keysMissing')}</p>
      )}
    </Card>
  );
}
