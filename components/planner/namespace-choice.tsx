import { NAMESPACES, type Namespace } from '../../contract/scopes.ts';
import { namespaceWords } from '../tokens/token-facts.tsx';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { RichText } from '../ui/rich-text.tsx';

interface NamespaceChoiceProps {
  readonly chosen: readonly Namespace[];
  readonly onChange: (chosen: readonly Namespace[]) => void;
}

const MEANINGS = {
  global: 'planner.global',
  shared: 'planner.shared',
  private: 'planner.private',
} as const satisfies Record<Namespace, PlainTextKey>;

/** The one question of Front's form that no list of calls answers. */
export function NamespaceChoice({ chosen, onChange }: NamespaceChoiceProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="text-[13px] font-semibold">{t('words.namespaces')}</legend>
      <p className="text-xs text-soft">
        <RichText k="planner.namespacesText" parts={{ call: <code>GET /conversations</code> }} />
      </p>
      {NAMESPACES.map((one) => (
        <label key={one} className="flex items-start gap-2 py-0.5 text-[13px]">
          <input
            type="checkbox"
            className="mt-0.5 size-4 shrink-0 accent-accent"
            checked={chosen.includes(one)}
            onChange={(event) =>
              onChange(
                NAMESPACES.filter((other) =>
                  other === one ? event.target.checked : chosen.includes(other),
                ),
              )
            }
          />
          <span>
            {namespaceWords(one)} <span className="text-soft">– {t(MEANINGS[one])}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
