import type { ReactNode } from 'react';
import type { ValueClaims } from '../../contract/front-value.ts';
import { scopeWords } from '../../utils/words/scope-words.ts';
import { momentWords } from '../../utils/words/time-words.ts';
import { Chip } from '../ui/chip.tsx';
import { t } from '../../utils/i18n/t.ts';

interface ClaimsListProps {
  readonly claims: Readonly<Omit<ValueClaims, 'scopes'>> & { readonly scopes: readonly string[] };
}

/** What a Front token’s value says of itself, unknown fields too. */
export function ClaimsList({ claims }: ClaimsListProps) {
  const other = Object.entries(claims.other);
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-[13px]">
      <Claim name={t('common.permissions')}>
        {claims.scopes.length === 0 ? (
          <None>{t('record.namesNone')}</None>
        ) : (
          <span className="flex flex-wrap gap-1">
            {claims.scopes.map((scope, index) => (
              <span key={`${index} ${scope}`} title={scope} className="max-w-full">
                <Chip>{scopeWords(scope)}</Chip>
              </span>
            ))}
          </span>
        )}
      </Claim>
      <Claim name={t('record.made')}>
        {claims.issuedAt === null ? (
          <None>{t('record.doesNotSay')}</None>
        ) : (
          momentWords(claims.issuedAt)
        )}
      </Claim>
      <Claim name={t('record.frontsId')}>
        {claims.frontId === null ? (
          <None>{t('record.doesNotSay')}</None>
        ) : (
          <code>{claims.frontId}</code>
        )}
      </Claim>
      {claims.subject !== null && (
        <Claim name={t('record.companysId')}>
          <code>{claims.subject}</code>
        </Claim>
      )}
      {other.map(([name, value]) => (
        <Claim key={name} name={name}>
          <code>{JSON.stringify(value)}</code>
        </Claim>
      ))}
    </dl>
  );
}

function Claim({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="break-words text-soft">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function None({ children }: { children: ReactNode }) {
  return <span className="text-soft">{children}</span>;
}
