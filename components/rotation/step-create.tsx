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
import { number, row } from '../../utils/i18n/locale.ts';
import { RichText } from '../ui/rich-text.tsx';

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
        <RichText
          k="rotation.createText"
          parts={{
            settings: <OutLink href={FRONT_SETTINGS}>{t('options.frontSettings')}</OutLink>,
          }}
        />
      </p>
      <Field label={t('common.name')} hint={t('rotation.anotherName')}>
        {(control) => (
          <div className="flex items-center gap-1">
            <input
              {...control}
              className="field-box"
              maxLength={LIMITS.name}
              value={draft.newName}
              onChange={(event) => change({ newName: event.target.value })}
            />
            <IconButton label={t('rotation.copyName')} onClick={() => void copyName(draft.newName)}>
              <Copy size={15} aria-hidden />
            </IconButton>
          </div>
        )}
      </Field>
      {isNarrower && (
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-semibold">{t('common.permissions')}</legend>
          <Choice
            words={t('rotation.asOld')}
            on={draft.wanted === 'same'}
            onChoose={() => change({ wanted: 'same' })}
          />
          <Choice
            words={t('rotation.onlyNeeded', dependents.length, {
              count: number(dependents.length),
            })}
            on={draft.wanted === 'needed'}
            onChoose={() => change({ wanted: 'needed' })}
          />
          {draft.wanted === 'needed' && (
            <p className="text-xs text-soft">{t('rotation.mayNeedMore')}</p>
          )}
        </fieldset>
      )}
      {scopes.length === 0 ? <p>{t('rotation.notOnRecord')}</p> : <PlanTable plan={plan} />}
      {without.length > 0 && (
        <p>
          <RichText k="rotation.without" parts={{ scopes: <code>{row(without)}</code> }} />
        </p>
      )}
      {others.length > 0 && (
        <p>{t('rotation.featuresBesides', { features: row(others.map(featureWords)) })}</p>
      )}
      <p>
        {token.namespaces.length === 0
          ? t('rotation.namespacesNotOnRecord')
          : t('rotation.namespaces', { namespaces: row(token.namespaces.map(namespaceWords)) })}
      </p>
      <Button
        look="primary"
        className="self-start"
        disabled={draft.newName.trim() === ''}
        onClick={() => change({ isMade: true })}
      >
        {t('rotation.haveCreated')}
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
    toast('good', t('rotation.nameCopied'));
  } catch {
    // The browser's reason is no help to a person; the name stands beside the button.
    toast('bad', t('rotation.nameRefused'));
  }
}
