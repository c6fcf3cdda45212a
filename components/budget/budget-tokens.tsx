import type { Budget, BudgetToken } from '../../contract/budget.ts';
import { t } from '../../utils/i18n/t.ts';
import { isAdmin, useRegister } from '../state/register.ts';
import { hashOf } from '../state/use-route.ts';
import { Card } from '../ui/card.tsx';
import { ColumnHead } from '../ui/column-head.tsx';
import { number } from '../../utils/i18n/locale.ts';

/** Each token’s part: what it may count on, what it used, what was refused. */
export function BudgetTokens({ budget }: { budget: Budget }) {
  const admin = useRegister(isAdmin);
  return (
    <Card title={t('common.tokens')}>
      <table className="w-full table-fixed text-left text-[13px]">
        <caption className="sr-only">{t('budget.tokensCaption')}</caption>
        <thead className="text-xs text-soft">
          <tr>
            <ColumnHead words={t('common.token')} />
            <ColumnHead words={t('budget.aMinute')} className="w-44 max-md:hidden" />
            <ColumnHead words={t('budget.thisMinute')} className="w-24 text-right max-sm:hidden" />
            <ColumnHead words={t('budget.lastHour')} className="w-20 text-right max-sm:hidden" />
            <ColumnHead words={t('budget.hours24')} className="w-20 text-right" />
            <ColumnHead words={t('budget.refused')} className="w-18 text-right" />
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {budget.tokens.map((token) => (
            <Row key={token.id} token={token} admin={admin} />
          ))}
        </tbody>
      </table>
      <p className="text-xs text-soft">{t('budget.fairShareText')}</p>
    </Card>
  );
}

function Row({ token, admin }: { token: BudgetToken; admin: boolean }) {
  return (
    <tr>
      <th scope="row" className="py-2 pr-3 font-medium break-words">
        <a
          href={hashOf({ kind: 'token', id: token.id })}
          className="rounded text-ink underline-offset-2 hover:underline"
        >
          {token.name}
        </a>
        <div className="text-xs font-normal text-soft md:hidden">
          <Limit token={token} admin={admin} />
        </div>
      </th>
      <td className="py-2 pr-3 max-md:hidden">
        <Limit token={token} admin={admin} />
      </td>
      <Count calls={token.minute.calls} className="max-sm:hidden" />
      <Count calls={token.hour.calls} className="max-sm:hidden" />
      <Count calls={token.day.calls} />
      <Count calls={token.day.refused} className={token.day.refused > 0 ? 'text-warn' : ''} />
    </tr>
  );
}

function Limit({ token, admin }: { token: BudgetToken; admin: boolean }) {
  return (
    <>
      {token.callsPerMinute === null
        ? t('budget.fairShare', { calls: number(token.share) })
        : t('budget.atMost', { calls: number(token.callsPerMinute) })}
      {admin && (
        <>
          {' '}
          <a
            href={hashOf({ kind: 'edit', id: token.id })}
            aria-label={t('budget.changeOf', { name: token.name })}
            className="rounded text-accent underline underline-offset-2"
          >
            {t('budget.change')}
          </a>
        </>
      )}
    </>
  );
}

function Count({ calls, className = '' }: { calls: number; className?: string }) {
  return (
    <td className={`py-2 pr-3 text-right tabular-nums last:pr-0 ${className}`}>{number(calls)}</td>
  );
}
