import { Sparkles } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { LIMITS } from '../../contract/limits.ts';
import { t } from '../../utils/i18n/t.ts';
import { judgeName, proposeName, type NameFault } from '../../utils/tokens/judge-name.ts';
import type { TokenForm } from '../../utils/tokens/token-form.ts';
import { useRegister } from '../state/register.ts';
import { Field } from '../ui/field.tsx';

interface NameFieldProps {
  readonly form: TokenForm;
  readonly onChange: (name: string) => void;
  readonly problem: string | null;
  /** The token that is being edited: its own name is no neighbour. */
  readonly ownId?: string;
  readonly autoFocus?: boolean;
}

/** The name, judged as it is typed: in two years it is all that tells where the token is used. */
export function NameField({ form, onChange, problem, ownId, autoFocus = false }: NameFieldProps) {
  const tokens = useRegister((state) => state.tokens);
  const others = useMemo(
    () =>
      tokens
        .filter(({ token }) => token.status !== 'deleted' && token.id !== ownId)
        .map(({ token }) => token.name),
    [tokens, ownId],
  );
  // Typing goes first; the judgement may come a frame later.
  const name = useDeferredValue(form.name);
  const fault = useMemo(() => judgeName(name, others), [name, others]);
  const proposal = proposeName(form);
  return (
    <div className="flex flex-col gap-1.5">
      <Field
        label={t('common.name')}
        problem={problem}
        hint={
          fault === null ? (
            t('tokens.nameBest', { pattern: t('tokens.namePattern') })
          ) : (
            <FaultWords fault={fault} />
          )
        }
      >
        {(control) => (
          <input
            {...control}
            autoFocus={autoFocus}
            className="field-box"
            autoComplete="off"
            maxLength={LIMITS.name}
            placeholder={t('tokens.namePlaceholder')}
            value={form.name}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      {proposal !== null && (fault !== null || form.name.trim() === '') && (
        <button
          type="button"
          className="flex min-w-0 items-center gap-1.5 self-start rounded-md bg-info-paper px-2 py-1 text-left text-xs text-accent hover:underline"
          onClick={() => onChange(proposal)}
        >
          <Sparkles size={13} aria-hidden className="shrink-0" />
          <span className="min-w-0 break-words">{t('tokens.nameUse', { name: proposal })}</span>
        </button>
      )}
    </div>
  );
}

function FaultWords({ fault }: { fault: NameFault }) {
  return (
    <span className="text-warn" role="status">
      {faultWords(fault)}
    </span>
  );
}

function faultWords(fault: NameFault): string {
  const pattern = t('tokens.namePattern');
  switch (fault.kind) {
    case 'too_short':
      return t('tokens.nameShort', { pattern });
    case 'generic':
      return t('tokens.nameGeneric', { pattern });
    case 'near':
      return t('tokens.nameNear', { name: fault.name });
  }
}
