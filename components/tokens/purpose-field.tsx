import { LIMITS } from '../../contract/limits.ts';
import type { TokenForm } from '../../utils/tokens/token-form.ts';
import { Field } from '../ui/field.tsx';
import { t } from '../../utils/i18n/t.ts';

interface PurposeFieldProps {
  readonly form: TokenForm;
  readonly change: (patch: Partial<TokenForm>) => void;
  readonly problemOf: (field: string) => string | null;
  /** Lines of text that it shows. */
  readonly rows?: number;
}

/** What the token is for, in plain text. */
export function PurposeField({ form, change, problemOf, rows = 3 }: PurposeFieldProps) {
  return (
    <Field label={t('tokens.purposeField')} optional problem={problemOf('purpose')}>
      {(control) => (
        <textarea
          {...control}
          rows={rows}
          className="field-box"
          maxLength={LIMITS.purpose}
          placeholder={t('tokens.purposePlaceholder')}
          value={form.purpose}
          onChange={(event) => change({ purpose: event.target.value })}
        />
      )}
    </Field>
  );
}
