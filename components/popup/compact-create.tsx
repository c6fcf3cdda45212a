import { Maximize2 } from 'lucide-react';
import { t } from '../../utils/i18n/t.ts';
import { startForOperation } from '../../utils/operations/start-for-operation.ts';
import { openOptions } from '../../utils/pages/open-options.ts';
import { ViewHead } from '../panel/view-head.tsx';
import { FailureNotice } from '../session/failure-notice.tsx';
import { useTokenForm, type Submitted } from '../state/use-token-form.ts';
import { BackingWarning } from '../tokens/backing-warning.tsx';
import { ExpiryField } from '../tokens/expiry-field.tsx';
import { NameField } from '../tokens/name-field.tsx';
import { PurposeField } from '../tokens/purpose-field.tsx';
import { ScopePicker } from '../tokens/scope-picker.tsx';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { ViewOpens } from '../ui/view-opens.tsx';

interface CompactCreateProps {
  readonly onBack: () => void;
  readonly onCreated: (made: Submitted) => void;
  /** The operation that the token is wanted for; its scope is chosen already. */
  readonly operation?: string | undefined;
}

/** A token issued from the popup: name, purpose, permissions, expiry. All else is one click away. */
export function CompactCreate({ onBack, onCreated, operation }: CompactCreateProps) {
  const start = startForOperation(operation);
  const create = useTokenForm(start?.draft, start?.form);
  const { form, change, problemOf } = create;
  if (!create.ready) return <ViewOpens />;
  const submit = async (): Promise<void> => {
    const made = await create.submit();
    if (made !== null) onCreated(made);
  };
  return (
    <form
      className="flex h-full flex-col"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // It says itself what went wrong.
        void submit();
      }}
    >
      <ViewHead title={t('options.createToken')} onBack={onBack}>
        <IconButton
          label={t('popup.fullForm')}
          onClick={() =>
            void openOptions(
              operation === undefined ? '#/tokens/new' : `#/operations/${operation}/new`,
            )
          }
        >
          <Maximize2 size={15} aria-hidden />
        </IconButton>
      </ViewHead>
      <div className="relative flex min-h-0 flex-1 flex-col gap-3.5 overflow-y-auto p-3">
        <FailureNotice failure={create.failure} comfort={t('tokens.typedIsKept')} />
        <BackingWarning />
        <NameField
          autoFocus
          form={form}
          onChange={(name) => change({ name })}
          problem={problemOf('name')}
        />
        <PurposeField form={form} change={change} problemOf={problemOf} rows={2} />
        <ScopePicker
          scopes={form.scopes}
          onChange={(scopes) => change({ scopes })}
          problem={problemOf('scopes')}
        />
        <ExpiryField
          kind="issued"
          expiry={form.expiry}
          onChange={(expiry) => change({ expiry })}
          problem={problemOf('expiresAt')}
        />
      </div>
      <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-line bg-page p-2">
        <Button look="quiet" onClick={() => create.clear()}>
          {t('common.clear')}
        </Button>
        <Button type="submit" look="primary" busy={create.busy}>
          {t('options.createToken')}
        </Button>
      </footer>
    </form>
  );
}
