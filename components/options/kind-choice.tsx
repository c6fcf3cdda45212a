import type { TokenKind } from '../../contract/token.ts';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';

const KINDS: readonly { kind: TokenKind; title: PlainTextKey; detail: PlainTextKey }[] = [
  {
    kind: 'issued',
    title: 'options.issueHere',
    detail: 'options.issueHereText',
  },
  {
    kind: 'front',
    title: 'options.recordFront',
    detail: 'options.recordFrontText',
  },
];

/** The first question of a new token: which kind, with a sentence for each. */
export function KindChoice(props: { kind: TokenKind; onChange: (kind: TokenKind) => void }) {
  return (
    <fieldset>
      <legend className="sr-only">{t('options.kindOf')}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {KINDS.map(({ kind, title, detail }) => (
          <label
            key={kind}
            className={`card flex items-start gap-3 p-4 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${props.kind === kind ? 'border-accent ring-1 ring-accent' : 'hover:bg-hover'}`}
          >
            <input
              type="radio"
              name="kind"
              className="mt-0.5 size-4 accent-accent"
              checked={props.kind === kind}
              onChange={() => props.onChange(kind)}
            />
            <span>
              <span className="block font-semibold">{t(title)}</span>
              <span className="mt-0.5 block text-[13px] text-soft">{t(detail)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
