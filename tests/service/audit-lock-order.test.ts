import { expect, test } from 'vitest';
import { HOST_ACTOR, writeAudit } from '../../service/audit/write-audit.ts';
import { endSession } from '../../service/auth/browser-sessions.ts';
import { Browser } from './support/browser.ts';
import { ssoSettings, startCompanyProvider } from './support/company-provider.ts';
import { codeFor, enter } from './support/company-window.ts';
import { freePort } from './support/free-port.ts';
import { auditOf } from './support/http.ts';
import { someoneWaits } from './support/someone-waits.ts';
import { startService } from './support/start-service.ts';

test('on PostgreSQL whoever ends one of two sessions does not deadlock with the provider’s end of both', async () => {
  const port = await freePort();
  const service = await startService('postgres', { more: ssoSettings(port) });
  const company = await startCompanyProvider(port, service.address);
  const first = { code: await codeFor(service), name: 'First', company: 'Northwind' };
  await new Browser(service.address).signIn(first);
  company.current = 'bea';
  company.users.set('bea', { email: 'bea@northwind.example' });
  const one = await enter(service, company);
  await enter(service, company);
  const { db } = service.store;
  const newest = await db
    .selectFrom('browser_sessions')
    .select('id')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();

  company.users.delete('bea');
  let refreshing = Promise.resolve();
  await service.store.transaction(async (trx) => {
    await endSession(trx, newest, new Date());
    refreshing = one.browser.refresh(one.session.refreshToken).then(
      () => expect.unreachable('the provider knows nobody'),
      () => undefined,
    );
    await someoneWaits(service.store);
    await writeAudit(trx, { action: 'session.ended', actor: HOST_ACTOR, at: new Date() });
  });
  await refreshing;
  const open = await db
    .selectFrom('browser_sessions')
    .select('id')
    .where('upstream', 'is not', null)
    .where('ended_at', 'is', null)
    .execute();
  expect(open).toEqual([]);
  const ended = await auditOf(service, '&action=session.ended');
  expect(ended.map(({ detail }) => detail.reason ?? 'by hand')).toEqual(['provider', 'by hand']);
  await company.stop();
  await service.stop();
});
