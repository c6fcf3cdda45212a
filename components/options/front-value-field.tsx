import { readFrontToken } from '../../contract/front-token-value.ts';
import { LIMITS } from '../../contract/limits.ts';
import { t } from '../../utils/i18n/t.ts';
import { dayWords } from '../../utils/words/time-words.ts';
import { ClaimsList } from '../record/claims-list.tsx';
import { Field } from '../ui/field.tsx';

interface FrontValueFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onScopes: (scopes: readonly string[]) => void;
  readonly problem: string | null;
  /** Whether it may stay empty: a token can be recorded with notes alone. */
  readonly empty: 'allowed' | 'refused';
}

/** Where a Front token’s value is pasted. What the value says of itself is read here, in the page. */
export function FrontValueField({
  value,
  onChange,
  onScopes,
  problem,
  empty,
}: FrontValueFieldProps) {
  const reading = value.trim() === '' ? null : readFrontToken(value);
  const take = (text: string): void => {
    onChange(text);
    const pasted = readFrontToken(text);
    if (pasted.kind === 'front' && pasted.claims.scopes.length > 0) onScopes(pasted.claims.scopes);
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Field
        label={t('common.value')}
        optional={empty === 'allowed'}
        problem={problem ?? faultOf(reading)}
        hint={
          reading?.kind === 'front'
            ? recognisedWords(reading.claims.issuedAt)
            : empty === 'allowed'
              ? t('options.valueOptional')
              : t('options.valuePaste')
        }
      >
        {(control) => (
          <input
            {...control}
            type="password"
            className="field-box font-mono"
            autoComplete="off"
            data-1p-ignore=""
            data-lpignore="true"
            spellCheck={false}
            maxLength={LIMITS.frontValue}
            value={value}
            onChange={(event) => take(event.target.value)}
          />
        )}
      </Field>
      {reading?.kind === 'front' && (
        <section
          aria-label={t('record.claimsTitle')}
          className="rounded-lg border border-line bg-page px-3 py-2.5"
        >
          <ClaimsList claims={reading.claims} />
        </section>
      )}
    </div>
  );
}

function faultOf(reading: ReturnType<typeof readFrontToken> | null): string | null {
  switch (reading?.kind) {
    case undefined:
    case 'front':
      return null;
    case 'issued':
      return t('options.valueIssued');
    case 'other_jwt':
      return t('options.valueOther');
    case 'not_a_token':
      return t('options.valueNone');
  }
}

function recognisedWords(issuedAt: string | null): string {
  return issuedAt === null
    ? t('options.valueHint')
    : t('options.valueHintOn', { day: dayWords(issuedAt) });
}
