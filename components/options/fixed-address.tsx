import { useCallback, useEffect, useState } from 'react';
import { t } from '../../utils/i18n/t.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** Connects by itself to the service that the company has set for everybody. */
export function FixedAddress({ address }: { address: string }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const connect = useCallback(async (): Promise<Failure | null> => {
    const answer = await ask('session.connect', { address });
    return answer.ok ? null : answer.failure;
  }, [address]);
  useEffect(() => {
    let current = true;
    // It never rejects; the news of the session changes the page when it is done.
    void connect().then((problem) => {
      if (current) setFailure(problem);
    });
    return () => {
      current = false;
    };
  }, [connect]);
  const words = failure === null ? null : failureWords(failure);
  return (
    <div className="flex flex-col gap-2 text-[13px]">
      <code className="break-all text-soft">{address}</code>
      <p className="text-soft">{t('options.setByCompany')}</p>
      {words !== null && (
        <Notice
          tone="bad"
          live
          title={words.title}
          actions={
            <Button onClick={() => void connect().then(setFailure)}>{t('common.tryAgain')}</Button>
          }
        >
          {words.text}
        </Notice>
      )}
    </div>
  );
}
