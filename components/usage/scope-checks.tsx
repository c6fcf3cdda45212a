import { useId } from 'react';
import type { ScopeProposal, ScopeUse } from '../../contract/scope-proposal.ts';
import type { Token } from '../../contract/token.ts';
import { callsWords } from '../../utils/words/budget-words.ts';
import { recordLength } from '../../utils/words/scope-record-words.ts';
import { scopeWords } from '../../utils/words/scope-words.ts';
import { agoWords } from '../../utils/words/time-words.ts';
import { t } from '../../utils/i18n/t.ts';

interface ScopeChecksProps {
  readonly token: Token;
  readonly proposal: ScopeProposal;
  /** The scopes that are ticked. */
  readonly tried: readonly string[];
  readonly onChange: (tried: readonly string[]) => void;
  readonly now: number;
}

/** The permissions of a token with how each was used, used ones first, to tick what it is to keep. */
export function ScopeChecks({ token, proposal, tried, onChange, now }: ScopeChecksProps) {
  const uses = new Map(proposal.used.map((use) => [use.scope, use]));
  const rows = [
    ...proposal.used.map(({ scope }) => scope),
    // Also a scope of which the answer does not know yet.
    ...token.scopes.filter((scope) => !uses.has(scope)),
  ].filter((scope) => token.scopes.includes(scope));
  const toggle = (scope: string): void => {
    const next = new Set(tried);
    if (!next.delete(scope)) next.add(scope);
    // In the order of the token, so that a set that was put back is the same again.
    onChange(token.scopes.filter((one) => next.has(one)));
  };
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-xs text-soft">{t('usage.untick')}</legend>
      <ul className="flex max-h-80 flex-col divide-y divide-line overflow-y-auto rounded-lg border border-line">
        {rows.map((scope) => (
          <Row
            key={scope}
            scope={scope}
            use={uses.get(scope)}
            ticked={tried.includes(scope)}
            unusedWords={t('usage.notUsedInSpan', { span: recordLength(proposal, now) })}
            onToggle={() => toggle(scope)}
            now={now}
          />
        ))}
      </ul>
    </fieldset>
  );
}

interface RowProps {
  readonly scope: string;
  readonly use: ScopeUse | undefined;
  readonly ticked: boolean;
  readonly unusedWords: string;
  readonly onToggle: () => void;
  readonly now: number;
}

function Row({ scope, use, ticked, unusedWords, onToggle, now }: RowProps) {
  const id = useId();
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-2 hover:bg-hover">
      <label
        htmlFor={id}
        title={scope}
        className="flex min-w-0 flex-1 basis-44 items-center gap-2.5 font-medium break-words"
      >
        <input
          id={id}
          type="checkbox"
          className="size-4 shrink-0 accent-(--accent)"
          checked={ticked}
          aria-describedby={`${id}-use`}
          onChange={onToggle}
        />
        {scopeWords(scope)}
      </label>
      <span id={`${id}-use`} className={`text-xs ${use === undefined ? 'text-warn' : 'text-soft'}`}>
        {use === undefined
          ? unusedWords
          : t('usage.callsAgo', { calls: callsWords(use.calls), ago: agoWords(use.lastAt, now) })}
      </span>
    </li>
  );
}
