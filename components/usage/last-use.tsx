import type { ReactNode } from 'react';
import type { Usage } from '../../contract/usage.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import { operationWords } from '../../utils/words/usage-words.ts';
import { t } from '../../utils/i18n/t.ts';

/** When a token was used last, for what, from where and by which program. */
export function LastUse({ lastUse, now }: { lastUse: Usage['lastUse']; now: number }) {
  if (lastUse === null) {
    return <p className="text-[13px]">{t('usage.noCallYet')}</p>;
  }
  const { at, operation, address, userAgent } = lastUse;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-[13px] sm:grid-cols-3">
      <Fact name={t('usage.lastUsed')}>
        <time dateTime={at} title={momentWords(at)}>
          {agoWords(at, now)}
        </time>
      </Fact>
      <Fact name={t('usage.usedFor')}>
        <span title={operation}>{operationWords(operation)}</span>
      </Fact>
      <Fact name={t('usage.usedFrom')}>{address ?? <None />}</Fact>
      <Fact name={t('usage.usedBy')} className="col-span-full">
        {userAgent ?? <None />}
      </Fact>
    </dl>
  );
}

function None() {
  return <span className="font-normal text-soft">{t('usage.didNotSay')}</span>;
}

function Fact(props: { name: string; className?: string; children: ReactNode }) {
  const { name, className = '', children } = props;
  return (
    <div className={`flex min-w-0 flex-col ${className}`}>
      <dt className="text-soft">{name}</dt>
      <dd className="font-semibold break-words">{children}</dd>
    </div>
  );
}
