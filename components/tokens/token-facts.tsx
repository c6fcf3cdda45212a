import type { ReactNode } from 'react';
import type { Token } from '../../contract/token.ts';
import { callsWords } from '../../utils/words/budget-words.ts';
import { agoWords, dayWords, expiryWords, momentWords } from '../../utils/words/time-words.ts';
import { isWebAddress } from '../../utils/tokens/is-web-address.ts';
import { scopeWords } from '../../utils/words/scope-words.ts';
import { Chip } from '../ui/chip.tsx';
import { OutLink } from '../ui/out-link.tsx';
import { TagChip } from './tag-chip.tsx';

interface TokenFactsProps {
  readonly token: Token;
  readonly now: number;
  /** The token that this one stands on, when it is known. */
  readonly backing: Token | null;
  /** What is known of its owner, said behind the name. */
  readonly about?: { readonly owner: ReactNode };
  /** Left out where they stand in a field already. */
  readonly without?: 'tags';
}

/** What is known of a token, a line for each fact. */
export function TokenFacts({ token, now, backing, about, without }: TokenFactsProps) {
  const expiry = expiryWords(token.expiresAt, now);
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-2 text-[13px]">
      <Fact name="Owner">
        {token.owner === null ? (
          <None>Nobody noted yet</None>
        ) : (
          <span className="inline-flex max-w-full flex-wrap items-center gap-x-1.5">
            <span className="min-w-0 break-words">{token.owner}</span>
            {about?.owner}
          </span>
        )}
      </Fact>
      {token.environment !== null && <Fact name="Environment">{token.environment}</Fact>}
      {without !== 'tags' && (
        <Fact name="Tags">
          {token.tags.length === 0 ? (
            <None>None</None>
          ) : (
            <Chips>
              {token.tags.map((tag) => (
                <TagChip key={tag} tag={tag} />
              ))}
            </Chips>
          )}
        </Fact>
      )}
      <Fact name="May">
        {token.scopes.length === 0 ? (
          <None>Not recorded</None>
        ) : (
          <Chips>
            {token.scopes.map((scope) => (
              <span key={scope} title={scope} className="max-w-full">
                <Chip>{scopeWords(scope)}</Chip>
              </span>
            ))}
          </Chips>
        )}
      </Fact>
      {token.namespaces.length > 0 && (
        <Fact name="Namespaces">
          {token.namespaces.map(namespaceWords).join(', ')}
          <span className="text-soft">
            {' '}
            – a note; which one a call touches depends on the object, so no call is decided by it
          </span>
        </Fact>
      )}
      {token.features.length > 0 && (
        <Fact name="Features">{token.features.map(featureWords).join(', ')}</Fact>
      )}
      <Fact name="Expiry">
        <span
          className={
            expiry.state === 'over' ? 'text-bad' : expiry.state === 'soon' ? 'text-warn' : ''
          }
          title={token.expiresAt === null ? undefined : momentWords(token.expiresAt)}
        >
          {expiry.text}
        </span>
        {token.kind === 'front' && token.expiresAt !== null && (
          <span className="text-soft"> – a reminder; Front does not end it</span>
        )}
      </Fact>
      <Fact name="Last used">{lastUsed(token, now)}</Fact>
      {token.usedIn.length > 0 && (
        <Fact name="Used in">
          <ul className="flex flex-col gap-0.5">
            {token.usedIn.map(({ label, url }, index) => (
              <li key={`${index} ${label}`} className="break-words">
                {isWebAddress(url) ? <OutLink href={url}>{label}</OutLink> : label}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {token.kind === 'issued' && (
        <Fact name="Stands on">
          {backing !== null ? (
            backing.name
          ) : token.backedBy === null ? (
            <span className="text-bad">No Front token: its calls are refused</span>
          ) : (
            <None>A Front token</None>
          )}
        </Fact>
      )}
      {typeof token.callsPerMinute === 'number' && (
        <Fact name="May call">
          {token.callsPerMinute === 1 ? 'Once' : `${token.callsPerMinute} times`} a minute
        </Fact>
      )}
      <Fact name="Made by">
        {token.createdBy.name}, {dayWords(token.createdAt)}
      </Fact>
    </dl>
  );
}

function lastUsed(token: Token, now: number): ReactNode {
  if (token.kind === 'front') return <None>Front does not tell</None>;
  if (token.lastUsedAt === null) return 'Never';
  return (
    <span title={momentWords(token.lastUsedAt)}>
      {agoWords(token.lastUsedAt, now)} · {callsWords(token.callCount)}
    </span>
  );
}

const NAMESPACE_WORDS: Readonly<Record<string, string>> = {
  global: 'Global resources',
  shared: 'Shared resources',
  private: 'Private resources',
};
const FEATURE_WORDS: Readonly<Record<string, string>> = {
  access_resources: 'Access resources',
  auto_provisioning: 'Auto-provisioning',
  application_triggers: 'Application triggers',
};

/** Front’s own words for a namespace; an unknown one as it came. */
export function namespaceWords(namespace: string): string {
  return NAMESPACE_WORDS[namespace] ?? namespace;
}

/** Front’s own words for a feature; an unknown one as it came. */
export function featureWords(feature: string): string {
  return FEATURE_WORDS[feature] ?? feature;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function Chips({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap gap-1">{children}</div>;
}

function None({ children }: { children: ReactNode }) {
  return <span className="text-soft">{children}</span>;
}
