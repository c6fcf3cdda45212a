import { Copy } from 'lucide-react';
import { LIMITS } from '../../contract/limits.ts';
import { FRONT_SETTINGS } from '../../utils/front-page/front-address.ts';
import { t } from '../../utils/i18n/t.ts';
import { planOfScopes } from '../../utils/planner/plan-of.ts';
import { successorScopes } from '../../utils/rotation/successor-scopes.ts';
import { PlanTable } from '../planner/plan-table.tsx';
import type { Guide } from '../state/use-guide.ts';
import { featureWords, namespaceWords } from '../tokens/token-facts.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { OutLink } from '../ui/out-link.tsx';
import { toast } from '../ui/toasts.tsx';

/** What to fill into Front's form, so that the new token can take the old one's place. */
export function StepCreate({ guide }: { guide: Guide }) {
  const { token, draft, dependents, change } = guide;
  const { same, needed, without } = successorScopes(token, dependents);
  const isNarrower = needed.length > 0 && needed.join() !== same.join();
  const scopes = isNarrower && draft.wanted === 'needed' ? needed : same;
  const plan = planOfScopes(scopes);
  const others = token.features.filter(
    (feature) => !(plan.features as readonly string[]).includes(feature),
  );
  return (
    <>
      <p>
        On <OutLink href={FRONT_SETTINGS}>Front’s settings page</OutLink>, choose Create API token
        and fill in:
      </p>
      <Field
        label={t('common.name')}
        hint="Another one than the old token’s, so that nobody deletes the wrong one"
      >
        {(control) => (
          <div className="flex items-center gap-1">
            <input
              {...control}
              className="field-box"
              maxLength={LIMITS.name}
              value={draft.newName}
              onChange={(event) => change({ newName: event.target.value })}
            />
            <IconButton label="Copy the name" onClick={() => void copyName(draft.newName)}>
              <Copy size={15} aria-hidden />
            </IconButton>
          </div>
        )}
      </Field>
      {isNarrower && (
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-semibold">{t('common.permissions')}</legend>
          <Choice
            words="As the old one has them"
            on={draft.wanted === 'same'}
            onChoose={() => change({ wanted: 'same' })}
          />
          <Choice
            words={`Only what the ${dependents.length === 1 ? 'issued token' : `${dependents.length} issued tokens`} on it may do`}
            on={draft.wanted === 'needed'}
            onChoose={() => change({ wanted: 'needed' })}
          />
          {draft.wanted === 'needed' && (
            <p className="text-xs text-soft">
              What programs with the raw value call is not seen here. They may need more.
            </p>
          )}
        </fieldset>
      )}
      {scopes.length === 0 ? (
        <p>Its permissions are not on record. Take them from the old token’s page in Front.</p>
      ) : (
        <PlanTable plan={plan} />
      )}
      {without.length > 0 && (
        <p>
          The old one also has <code>{without.join(', ')}</code>, which Front’s form has no box for.
          Tick what is needed of that.
        </p>
      )}
      {others.length > 0 && <p>Features besides: {others.map(featureWords).join(', ')}</p>}
      <p>
        Namespaces:{' '}
        {token.namespaces.length === 0
          ? 'not on record; take them from the old token’s page.'
          : token.namespaces.map(namespaceWords).join(', ')}
      </p>
      <Button
        look="primary"
        className="self-start"
        disabled={draft.newName.trim() === ''}
        onClick={() => change({ isMade: true })}
      >
        I have created it
      </Button>
    </>
  );
}

function Choice(props: { words: string; on: boolean; onChoose: () => void }) {
  return (
    <label className="flex items-center gap-2 py-0.5">
      <input
        type="radio"
        name="wanted-permissions"
        className="size-4 accent-accent"
        checked={props.on}
        onChange={props.onChoose}
      />
      {props.words}
    </label>
  );
}

async function copyName(name: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(name);
    toast('good', 'Name copied');
  } catch {
    // The browser's reason is no help to a person; the name stands beside the button.
    toast('bad', 'The browser did not allow copying. Copy the name by hand.');
  }
}
