import { useEffect, useState } from 'react';
import { readMissing, type MissingReport } from '../../utils/front-page/missing-tokens.ts';
import { onNews } from '../../utils/messaging/news.ts';

/** Tokens that are probably deleted in Front, as Front's settings page has told; kept in step by news. */
export function useMissing(): readonly MissingReport[] {
  const [missing, setMissing] = useState<readonly MissingReport[]>([]);
  useEffect(() => {
    const life = new AbortController();
    const read = (): void => {
      // Without the database nothing is reported; the page says elsewhere that it can't be read.
      readMissing().then(
        (found) => {
          if (!life.signal.aborted) setMissing(found);
        },
        () => undefined,
      );
    };
    onNews((news) => {
      if (news.kind === 'tokens' || news.kind === 'session') read();
    }, life.signal);
    read();
    return () => life.abort();
  }, []);
  return missing;
}
