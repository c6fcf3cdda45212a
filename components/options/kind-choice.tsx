import type { TokenKind } from '../../contract/token.ts';

const KINDS: readonly { kind: TokenKind; title: string; detail: string }[] = [
  {
    kind: 'issued',
    title: 'Issue a token here',
    detail:
      'Works through your own gateway, which holds it to its permissions and expiry, knows its last use, and ends it the moment you delete it.',
  },
  {
    kind: 'front',
    title: 'Record one made in Front',
    detail:
      'Made by hand on Front’s settings page and kept here with its notes; Front itself enforces neither expiry nor your notes.',
  },
];

/** The first question of a new token: which kind, with a sentence for each. */
export function KindChoice(props: { kind: TokenKind; onChange: (kind: TokenKind) => void }) {
  return (
    <fieldset>
      <legend className="sr-only">Kind of token</legend>
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
              <span className="block font-semibold">{title}</span>
              <span className="mt-0.5 block text-[13px] text-soft">{detail}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
