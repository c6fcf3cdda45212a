import { NAMESPACES, type Namespace } from '../../contract/scopes.ts';
import { namespaceWords } from '../tokens/token-facts.tsx';

interface NamespaceChoiceProps {
  readonly chosen: readonly Namespace[];
  readonly onChange: (chosen: readonly Namespace[]) => void;
}

const MEANINGS: Readonly<Record<Namespace, string>> = {
  global: 'What belongs to the whole company',
  shared: 'What teams share, such as shared inboxes',
  private: 'What belongs to one person; each has to allow it in Front',
};

/** The one question of Front's form that no list of calls answers. */
export function NamespaceChoice({ chosen, onChange }: NamespaceChoiceProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="text-[13px] font-semibold">Namespaces</legend>
      <p className="text-xs text-soft">
        Calls can’t tell this: <code>GET /conversations</code> is the same for a shared inbox and a
        private one. Whose objects will it touch?
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
            {namespaceWords(one)} <span className="text-soft">– {MEANINGS[one]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
