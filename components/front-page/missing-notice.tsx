import { useState } from 'react';
import { dismissedWords, missingWords } from '../../utils/words/missing-words.ts';
import { t } from '../../utils/i18n/t.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { MissingReport } from '../../utils/front-page/missing-tokens.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { useMissing } from '../state/use-missing.ts';
import { hashOf } from '../state/use-route.ts';
import { DeleteDialog } from '../tokens/delete-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { toast } from '../ui/toasts.tsx';
import { askFrontFirst } from './ask-front-first.ts';
import { number } from '../../utils/i18n/locale.ts';

/** So many are shown at once; the rest when they are asked for. */
const SHOWN = 3;

/** Tells an admin which tokens Front's settings page no longer lists. Nothing is done before they say so. */
export function MissingNotice() {
  const admin = useRegister(isAdmin);
  const missing = useMissing();
  const [all, setAll] = useState(false);
  if (!admin || missing.length === 0) return null;
  const shown = all ? missing : missing.slice(0, SHOWN);
  return (
    <section aria-label={t('gone.title')} className="mb-3 flex flex-col gap-2">
      {shown.map((report) => (
        <MissingToken key={report.token.id} report={report} />
      ))}
      {shown.length < missing.length && (
        <p className="text-[13px] text-soft">
          <TextButton onClick={() => setAll(true)}>
            {t('plots.more', { count: number(missing.length - shown.length) })}
          </TextButton>
        </p>
      )}
    </section>
  );
}

function MissingToken({ report }: { report: MissingReport }) {
  const { token } = report;
  const tokens = useRegister((state) => state.tokens);
  const [failure, setFailure] = useState<Failure | null>(null);
  const dependents = tokens
    .filter((other) => other.token.backedBy === token.id && other.token.status !== 'deleted')
    .map((other) => other.token.name);
  const dismiss = async (): Promise<void> => {
    const answer = await ask('missing.dismiss', { id: token.id });
    if (answer.ok) toast('good', dismissedWords(token.name));
    else setFailure(answer.failure);
  };
  return (
    <Notice
      tone="warn"
      actions={
        <>
          <DeleteDialog
            token={token}
            dependents={dependents}
            label={t('gone.deleteHere')}
            before={() => askFrontFirst(token)}
            onDeleted={() => undefined}
          />
          <Button onClick={() => void dismiss()}>{t('gone.stillThere')}</Button>
        </>
      }
    >
      <span className="font-semibold">{t('gone.head')} </span>
      <a
        className="font-semibold break-words underline underline-offset-2"
        href={hashOf({ kind: 'token', id: token.id })}
      >
        {token.name}
      </a>
      <span className="text-soft"> – {missingWords(report.how, report.at)}</span>
      <FailureNotice failure={failure} />
    </Notice>
  );
}
