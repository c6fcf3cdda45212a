import { useEffect, useState } from 'react';
import type { TokenForm } from '../../utils/tokens/token-form.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../../utils/i18n/t.ts';

interface StartWithNameProps {
  /** Of the token on Front's page that the person wants to record. */
  readonly name: string;
  readonly form: TokenForm;
  readonly change: (patch: Partial<TokenForm>) => void;
}

/** Begins the form with a name from Front's page; what was typed before stays until the person says otherwise. */
export function StartWithName({ name, form, change }: StartWithNameProps) {
  const isEmpty = form.name.trim() === '';
  const [isSettled, setSettled] = useState(isEmpty || form.name === name);
  useEffect(() => {
    if (isEmpty) change({ kind: 'front', name });
    // Once, when the form opens: what the person does with it afterwards is theirs.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  if (isSettled) return null;
  const start = (): void => {
    change({ kind: 'front', name });
    setSettled(true);
  };
  return (
    <Notice
      tone="info"
      title={t('gone.begunTitle')}
      actions={<Button onClick={start}>{t('gone.recordThis')}</Button>}
    >
      {t('gone.notInRegister', { name })}
    </Notice>
  );
}
