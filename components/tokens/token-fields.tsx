import { useMemo, type ReactNode } from 'react';
import { LIMITS } from '../../contract/limits.ts';
import { FEATURES, NAMESPACES } from '../../contract/scopes.ts';
import { t } from '../../utils/i18n/t.ts';
import type { TokenForm } from '../../utils/tokens/token-form.ts';
import { OwnerField } from '../notes/owner-field.tsx';
import { PlacesField } from '../notes/places-field.tsx';
import { useRegister } from '../state/register.ts';
import { Field } from '../ui/field.tsx';
import { ExpiryField } from './expiry-field.tsx';
import { NameField } from './name-field.tsx';
import { PermissionMatrix } from './permission-matrix.tsx';
import { PurposeField } from './purpose-field.tsx';
import { TagInput } from './tag-input.tsx';
import { featureWords, namespaceWords } from './token-facts.tsx';

interface TokenFieldsProps {
  readonly form: TokenForm;
  readonly change: (patch: Partial<TokenForm>) => void;
  readonly problemOf: (field: string) => string | null;
  /** The token that is edited. */
  readonly ownId?: string;
  /** A member may change the notes alone. */
  readonly only?: 'notes';
  /** Fields of the value, which only a new Front token has. */
  readonly valueField?: ReactNode;
}

/** Every field of a token’s form, in sections. */
export function TokenFields(props: TokenFieldsProps) {
  const { form, change, problemOf, ownId, only, valueField } = props;
  if (only === 'notes') {
    return (
      <Section title={t('tokens.notes')}>
        <PurposeField {...props} />
        <TagInput
          tags={form.tags}
          onChange={(tags) => change({ tags })}
          problem={problemOf('tags')}
        />
      </Section>
    );
  }
  return (
    <>
      <Section title={t('tokens.sectionPurpose')}>
        <NameField
          form={form}
          onChange={(name) => change({ name })}
          problem={problemOf('name')}
          {...(ownId === undefined ? { autoFocus: true } : { ownId })}
        />
        <PurposeField {...props} />
        <div className="grid gap-4 sm:grid-cols-2">
          <OwnerField
            owner={form.owner}
            onChange={(owner) => change({ owner })}
            problem={problemOf('owner')}
          />
          <EnvironmentField {...props} />
        </div>
        <TagInput
          tags={form.tags}
          onChange={(tags) => change({ tags })}
          problem={problemOf('tags')}
        />
        <PlacesField
          places={form.usedIn}
          onChange={(usedIn) => change({ usedIn })}
          problem={problemOf('usedIn')}
        />
      </Section>
      <Section title={t('tokens.sectionMay')}>
        {valueField}
        <PermissionMatrix
          scopes={form.scopes}
          onChange={(scopes) => change({ scopes })}
          problem={problemOf('scopes')}
        />
        {form.kind === 'front' && (
          <Choices
            legend={t('words.features')}
            all={FEATURES}
            chosen={form.features}
            words={featureWords}
            onChange={(features) => change({ features })}
          />
        )}
        <Choices
          legend={t('words.namespaces')}
          all={NAMESPACES}
          chosen={form.namespaces}
          words={namespaceWords}
          onChange={(namespaces) => change({ namespaces })}
          hint={t('tokens.namespacesHint')}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <ExpiryField
            kind={form.kind}
            expiry={form.expiry}
            onChange={(expiry) => change({ expiry })}
            problem={problemOf('expiresAt')}
          />
          {form.kind === 'issued' && <BackingField {...props} />}
          {form.kind === 'issued' && <CapField {...props} />}
        </div>
        <SensitiveField {...props} />
      </Section>
    </>
  );
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card flex min-w-0 flex-col gap-4 p-4 sm:p-5">
      <h2 className="text-[15px] font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function SensitiveField({ form, change }: TokenFieldsProps) {
  const session = useRegister((state) => state.session);
  const asked = 'me' in session && session.me.rules.confirmWithPasskey;
  return (
    <div>
      <label className="inline-flex items-center gap-2 py-1 text-[13px] font-semibold">
        <input
          type="checkbox"
          role="switch"
          className="size-4 accent-accent"
          checked={form.sensitive}
          onChange={(event) => change({ sensitive: event.target.checked })}
        />
        {t('words.sensitive')}
      </label>
      <p className="text-xs text-soft">
        {asked ? t('tokens.sensitiveHint') : t('tokens.sensitiveOffHint')}
      </p>
    </div>
  );
}

function EnvironmentField({ form, change, problemOf }: TokenFieldsProps) {
  return (
    <Field label={t('common.environment')} optional problem={problemOf('environment')}>
      {(control) => (
        <>
          <input
            {...control}
            className="field-box"
            list="environments"
            maxLength={LIMITS.environment}
            placeholder={t('tokens.production')}
            value={form.environment}
            onChange={(event) => change({ environment: event.target.value })}
          />
          <datalist id="environments">
            {['production', 'staging', 'development'].map((environment) => (
              <option key={environment} value={environment} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

function BackingField({ form, change, problemOf }: TokenFieldsProps) {
  const tokens = useRegister((state) => state.tokens);
  const choices = useMemo(
    () =>
      tokens
        .map(({ token }) => token)
        .filter(
          (token) =>
            token.kind === 'front' &&
            (token.id === form.backedBy || (token.status !== 'deleted' && token.hint !== null)),
        ),
    [tokens, form.backedBy],
  );
  return (
    <Field
      label={t('words.standsOn')}
      problem={problemOf('backedBy')}
      hint={t('tokens.standsOnHint')}
    >
      {(control) => (
        <select
          {...control}
          className="field-box"
          value={form.backedBy}
          onChange={(event) => change({ backedBy: event.target.value })}
        >
          <option value="">{t('tokens.fitsBest')}</option>
          {choices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function CapField({ form, change, problemOf }: TokenFieldsProps) {
  return (
    <Field
      label={t('words.callsAMinute')}
      optional
      problem={problemOf('callsPerMinute')}
      hint={t('tokens.capHint')}
    >
      {(control) => (
        <input
          {...control}
          className="field-box"
          inputMode="numeric"
          maxLength={7}
          placeholder={t('tokens.fairShare')}
          value={form.callsPerMinute}
          onChange={(event) => change({ callsPerMinute: event.target.value })}
        />
      )}
    </Field>
  );
}

function Choices<T extends string>(props: {
  legend: string;
  all: readonly T[];
  chosen: readonly T[];
  words: (one: T) => string;
  onChange: (chosen: readonly T[]) => void;
  hint?: string;
}) {
  const { legend, all, chosen, words, onChange, hint } = props;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-[13px] font-semibold">{legend}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {all.map((one) => (
          <label key={one} className="inline-flex items-center gap-2 py-1 text-[13px]">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={chosen.includes(one)}
              onChange={(event) =>
                onChange(
                  all.filter((other) =>
                    other === one ? event.target.checked : chosen.includes(other),
                  ),
                )
              }
            />
            {words(one)}
          </label>
        ))}
      </div>
      {hint !== undefined && <p className="text-xs text-soft">{hint}</p>}
    </fieldset>
  );
}
