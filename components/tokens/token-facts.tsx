import type { ReactNode } from 'react';
import type { Token } from '../../contract/token.ts';
import { callsWords } from '../../utils/words/budget-words.ts';
import { agoWords, dayWords, expiryWords, momentWords } from '../../utils/words/time-words.ts';
import { isWebAddress } from '../../utils/tokens/is-web-address.ts';
import { scopeWords } from '../../utils/words/scope-words.ts';
import { Chip } from '../ui/chip.tsx';
import { OutLink } from '../ui/out-link.tsx';
import { TagChip } from './tag-chip.tsx';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import type { Feature, Namespace } from '../../contract/scopes.ts';
import { number, row } from '../../utils/i18n/locale.ts';

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
      <Fact name={t('common.owner')}>
        {token.owner === null ? (
          <None>{t('tokens.nobodyNoted')}</None>
        ) : (
          <span className="inline-flex max-w-full flex-wrap items-center gap-x-1.5">
            <span className="min-w-0 break-words">{token.owner}</span>
            {about?.owner}
          </span>
        )}
      </Fact>
      {token.environment !== null && (
        <Fact name={t('common.environment')}>{token.environment}</Fact>
      )}
      {without !== 'tags' && (
        <Fact name={t('common.tags')}>
          {token.tags.length === 0 ? (
            <None>{t('tokens.none')}</None>
          ) : (
            <Chips>
              {token.tags.map((tag) => (
                <TagChip key={tag} tag={tag} />
              ))}
            </Chips>
          )}
        </Fact>
      )}
      <Fact name={t('tokens.may')}>
        {token.scopes.length === 0 ? (
          <None>{t('tokens.notRecorded')}</None>
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
        <Fact name={t('words.namespaces')}>
          {row(token.namespaces.map(namespaceWords))}
          <span className="text-soft"> {t('tokens.namespacesNote')}</span>
        </Fact>
      )}
      {token.features.length > 0 && (
        <Fact name={t('words.features')}>{row(token.features.map(featureWords))}</Fact>
      )}
      <Fact name={t('common.expiry')}>
        <span
          className={
            expiry.state === 'over' ? 'text-bad' : expiry.state === 'soon' ? 'text-warn' : ''
          }
          title={token.expiresAt === null ? undefined : momentWords(token.expiresAt)}
        >
          {expiry.text}
        </span>
        {token.kind === 'front' && token.expiresAt !== null && (
          <span className="text-soft"> {t('tokens.reminderNote')}</span>
        )}
      </Fact>
      <Fact name={t('tokens.lastUsed')}>{lastUsed(token, now)}</Fact>
      {token.usedIn.length > 0 && (
        <Fact name={t('common.usedIn')}>
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
        <Fact name={t('words.standsOn')}>
          {backing !== null ? (
            backing.name
          ) : token.backedBy === null ? (
            <span className="text-bad">{t('tokens.noFrontToken')}</span>
          ) : (
            <None>{t('tokens.aFrontToken')}</None>
          )}
        </Fact>
      )}
      {typeof token.callsPerMinute === 'number' && (
        <Fact name={t('tokens.mayCall')}>
          {t('tokens.timesAMinute', token.callsPerMinute, { count: number(token.callsPerMinute) })}
        </Fact>
      )}
      <Fact name={t('tokens.madeBy')}>
        {t('tokens.madeByOn', { name: token.createdBy.name, day: dayWords(token.createdAt) })}
      </Fact>
    </dl>
  );
}

function lastUsed(token: Token, now: number): ReactNode {
  if (token.kind === 'front') return <None>{t('tokens.notTold')}</None>;
  if (token.lastUsedAt === null) return t('tokens.neverUsed');
  return (
    <span title={momentWords(token.lastUsedAt)}>
      {t('tokens.lastUseCalls', {
        ago: agoWords(token.lastUsedAt, now),
        calls: callsWords(token.callCount),
      })}
    </span>
  );
}

const NAMESPACE_TEXTS = {
  global: 'tokens.global',
  shared: 'tokens.shared',
  private: 'tokens.private',
} as const satisfies Record<Namespace, PlainTextKey>;
const FEATURE_TEXTS = {
  access_resources: 'tokens.accessResources',
  auto_provisioning: 'tokens.autoProvisioning',
  application_triggers: 'tokens.applicationTriggers',
} as const satisfies Record<Feature, PlainTextKey>;

/** Front’s own words for a namespace; an unknown one as it came. */
export function namespaceWords(namespace: string): string {
  return Object.hasOwn(NAMESPACE_TEXTS, namespace)
    ? t(NAMESPACE_TEXTS[namespace as Namespace])
    : namespace;
}

/** Front’s own words for a feature; an unknown one as it came. */
export function featureWords(feature: string): string {
  return Object.hasOwn(FEATURE_TEXTS, feature) ? t(FEATURE_TEXTS[feature as Feature]) : feature;
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
