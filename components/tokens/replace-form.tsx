import type { Token } from '../../contract/token.ts';
import { t } from '../../utils/i18n/t.ts';
import { FrontValueField } from '../options/front-value-field.tsx';
import { FailureNotice } from '../session/failure-notice.tsx';
import { useReplacement } from '../state/use-replacement.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toasts.tsx';

interface ReplaceFormProps {
  readonly token: Token;
  /** How many issued tokens stand on it. */
  readonly dependents: number;
  readonly onClose: () => void;
}

/** Takes the value of a new Front token in the place of the recorded one. The page keeps it nowhere. */
export function ReplaceForm({ token, dependents, onClose }: ReplaceFormProps) {
  const { value, setValue, act, busy, unproven, replace } = useReplacement(token, () => {
    toast('good', 'The new value stands behind it now');
    onClose();
  });
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        replace();
      }}
    >
      <p className="text-[13px] font-semibold break-words">{token.name}</p>
      <p className="text-[13px]">
        Make a token with the same permissions on Front’s settings page and paste its value.{' '}
        {dependentWords(dependents)} The value before can be put back for 7 days.
      </p>
      <FrontValueField
        value={value}
        onChange={setValue}
        onScopes={noScopes}
        problem={null}
        empty="refused"
      />
      <FailureNotice failure={act.failure} onRetry={act.retry} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        {unproven && (
          <Button look="danger" busy={busy} onClick={() => replace({ oldCompany: 'unproven' })}>
            It is our company
          </Button>
        )}
        <Button type="submit" look="primary" disabled={value.trim() === ''} busy={busy}>
          Replace value
        </Button>
      </div>
    </form>
  );
}

/** The service decides what is recorded of its scopes. */
function noScopes(): void {
  return undefined;
}

function dependentWords(count: number): string {
  if (count === 0) return 'No issued token stands on it.';
  const who =
    count === 1 ? 'The issued token that stands' : `The ${count} issued tokens that stand`;
  return `${who} on it ${count === 1 ? 'goes' : 'go'} on without a change.`;
}
