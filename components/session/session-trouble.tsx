import { t } from '../../utils/i18n/t.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { refreshRegister, useRegister } from '../state/register.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { goConnect } from './go-connect.ts';
import { SignInButton } from './sign-in-button.tsx';

/** What stands between this page and the service, in words, and the way on. Nothing when all is well. */
export function SessionTrouble() {
  const session = useRegister((state) => state.session);
  const sync = useRegister((state) => state.sync);
  if (session.kind === 'expired') {
    return (
      <div className="p-2">
        <Notice tone="warn" live title={t('session.endedTitle')} actions={<SignInButton />}>
          {t('session.endedText')}
        </Notice>
      </div>
    );
  }
  if (sync.kind !== 'failed') return null;
  const { title, text, next } = failureWords(sync.failure);
  return (
    <div className="p-2">
      <Notice
        tone="warn"
        live
        title={title}
        actions={
          next === 'retry' ? (
            <Button onClick={() => void refreshRegister()}>{t('common.tryAgain')}</Button>
          ) : next === 'sign_in' ? (
            <SignInButton />
          ) : next === 'connect' ? (
            <Button onClick={goConnect}>{t('session.checkAddress')}</Button>
          ) : next === 'reload' ? (
            <Button onClick={() => location.reload()}>{t('session.loadAgain')}</Button>
          ) : undefined
        }
      >
        {text}
      </Notice>
    </div>
  );
}
