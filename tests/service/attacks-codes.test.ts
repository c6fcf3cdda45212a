import type { RootOperationNode } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HOST_ACTOR } from '../../service/audit/write-audit.ts';
import { makeSetupCode, useSetupCode } from '../../service/auth/setup-code.ts';
import type { Store } from '../../service/store/open-store.ts';
import { Browser } from './support/browser.ts';
import { DATABASES } from './support/database.ts';
import { auditOf } from './support/http.ts';
import { startService, type TestService } from './support/start-service.ts';

const ADA = { name: 'Ada', company: 'Northwind' };
const HOUR_MS = 3_600_000;

/** The store, with every question that a transaction asks written down. */
function watched(store: Store): { store: Store; asked: string[] } {
  const asked: string[] = [];
  const plugin = {
    transformQuery: ({ node }: { node: RootOperationNode }) => {
      asked.push(node.kind);
      return node;
    },
    transformResult: <Result>({ result }: { result: Result }) => Promise.resolve(result),
  };
  return {
    asked,
    store: {
      ...store,
      transaction: (work) => store.transaction((trx) => work(trx.withPlugin(plugin))),
    },
  };
}

describe.each(DATABASES)('guessed, used and old codes on %s', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(kind);
    const { code } = await makeSetupCode(service.store, HOST_ACTOR, new Date());
    await new Browser(service.address).signIn({ ...ADA, code });
  });
  afterAll(() => service.stop());

  let wrong: Readonly<Record<string, string>>;
  beforeEach(async () => {
    const { store } = service;
    const expired = await makeSetupCode(store, HOST_ACTOR, new Date(Date.now() - HOUR_MS));
    const used = await makeSetupCode(store, HOST_ACTOR, new Date());
    wrong = { unknown_code: 'WRNG-CDE2-2222', used: used.code, expired: expired.code };
    // A newer code ends those before it, so this one is put back as time alone ends it.
    await store.db
      .updateTable('setup_codes')
      .set({ used_at: null })
      .where('expires_at', '=', expired.expiresAt.toISOString())
      .execute();
    await store.db
      .updateTable('setup_codes')
      .set({ used_at: new Date().toISOString() })
      .where('expires_at', '=', used.expiresAt.toISOString())
      .execute();
  });

  test('are answered with the same page, and told apart in the log alone', async () => {
    const browser = new Browser(service.address);
    const pages: string[] = [];
    for (const [reason, code] of Object.entries(wrong)) {
      const { page } = await browser.beginSignIn();
      const answer = await browser.open(page.url, { code });
      expect([answer.status, answer.leftTo]).toEqual([200, null]);
      pages.push(answer.text.replaceAll(/\/sign-in\/[\w-]+/g, '').replaceAll(code, ''));
      expect((await auditOf(service))[0]).toMatchObject({
        action: 'sign_in.refused',
        via: 'setup_code',
        actor: { id: 'nobody' },
        detail: { reason },
        address: expect.stringContaining('127.0.0.1'),
      });
    }
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain('This code is not right');
    for (const code of Object.values(wrong)) {
      expect(JSON.stringify(await auditOf(service))).not.toContain(code);
    }
  });

  test('cost the same work, so that its time tells nothing of them', async () => {
    const works: string[] = [];
    for (const code of Object.values(wrong)) {
      const { store, asked } = watched(service.store);
      const from = { address: null, now: new Date() };
      const outcome = await useSetupCode(store, { ...ADA, code }, from);
      expect(outcome.kind).toBe('wrong_code');
      works.push(asked.join());
    }
    expect(works[0]).toContain('SelectQueryNode');
    expect(new Set(works).size).toBe(1);
  });

  test('guessing ends after ten wrong ones in a minute, and is on record without the guesses', async () => {
    const own = await startService(kind, { database: service.database });
    const { code } = await makeSetupCode(service.store, HOST_ACTOR, new Date());
    const browser = new Browser(own.address);
    const { page } = await browser.beginSignIn();
    for (let i = 0; i < 10; i++) {
      await browser.open(page.url, { code: `WRNG-CDE2-22${String(i).padStart(2, '2')}` });
    }
    const right = await browser.open(page.url, { code });
    expect([right.leftTo, right.text.includes('Too many wrong codes')]).toEqual([null, true]);
    const [last] = await auditOf(service);
    expect(last).toMatchObject({ action: 'sign_in.refused', detail: { reason: 'too_many' } });
    expect(JSON.stringify(await auditOf(service))).not.toContain('WRNG');
    await own.stop();
  });
});
