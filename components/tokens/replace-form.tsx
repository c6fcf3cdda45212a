import type { Token } from '../../contract/token.ts';
import { t } from '../../utils/i18n/t.ts';
import { FrontValueField } from '../options/front-value-field.tsx';
import { FailureNotice } from '../session/failure-notice.tsx';
import { useReplacement } from '../state/use-replacement.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toasts.tsx';
import { number } from '../../utils/i18n/locale.ts';

interface ReplaceFormProps {
  readonly token: Token;
  /** How many issued tokens stand on it. */
  readonly dependents: number;
  readonly onClose: () => void;
}

/** Takes the value of a new Front token in the place of the recorded one. The page keeps it nowhere. */
export function ReplaceForm({ token, dependents, onClose }: ReplaceFormProps) {
  const { value, setValue, act, busy, unproven, replace } = useReplacement(token, () => {
    toast('good', t('tokens.newStands'));
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
        {t('tokens.replaceText', {
          dependents: t('tokens.dependents', dependents, { count: number(dependents) }),
        })}
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
            {t('tokens.ourCompany')}
          </Button>
        )}
        <Button type="submit" look="primary" disabled={value.trim() === ''} busy={busy}>
          {t('tokens.replaceValue')}
        </Button>
      </div>
    </form>
  );
}

/** The service decides what is recorded of its scopes. */
function noScopes(): void {
  return undefined;
}
