import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { setTimeout as delay } from 'node:timers/promises';
import type { Budget } from '../../contract/budget.ts';
import type { CreateIssuedToken } from '../../contract/token.ts';
import { addUse } from '../../service/budget/budget-use.ts';
import { startFront, type FrontStandIn } from '../front/start.ts';
import { DATABASES, type DatabaseKind } from './support/database.ts';
import { auditOf, call, created, deleted, revealed } from './support/http.ts';
import { aFront, anIssued } from './support/makers.ts';
import { someoneWaits } from './support/someone-waits.ts';
import { startService, type TestService } from './support/start-service.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** Front with a limit, a service before it, and a way to issue tokens that call through it. */
async function company(kind: DatabaseKind, rateLimit: number, more: Record<string, string> = {}) {
  const front = await startFront({ rateLimit });
  open.push(front);
  const service = await another(kind, front, undefined, more);
  const raw = await front.createToken({ name: 'Behind all', scopes: ['shared:*'] });
  const { id: backedBy } = await created(service, aFront({ value: raw.value }));
  const issue = async (parts: Partial<CreateIssuedToken> = {}) => {
    const scopes = ['tags:read', 'conversations:read', 'analytics:read'];
    const token = await created(service, anIssued({ scopes, backedBy, ...parts }));
    return { ...token, value: await revealed(service, token.id) };
  };
  return { front, service, raw, issue };
}

async function another(
  kind: DatabaseKind,
  front: FrontStandIn,
  database?: TestService['database'],
  more: Record<string, string> = {},
): Promise<TestService> {
  const service = await startService(kind, {
    frontApiUrl: front.apiUrl,
    more: { FRONT_RATE_LIMIT: '50', ...more },
    ...(database === undefined ? {} : { database }),
  });
  open.push({ close: () => service.stop() });
  return service;
}

const through = (service: TestService, value: string, path = '/tags') =>
  fetch(`${service.address}/front${path}`, { headers: { authorization: `Bearer ${value}` } });

const budgetOf = async (service: TestService): Promise<Budget> =>
  (await call(service, 'GET', '/v1/budget', { as: 'member' })).body as Budget;

/** What came of many calls at once, by status. */
async function statuses(calls: readonly Promise<Response>[]): Promise<Record<number, number>> {
  const found: Record<number, number> = {};
  for (const { status } of await Promise.all(calls)) found[status] = (found[status] ?? 0) + 1;
  return found;
}
const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

/** Minutes that have begun since `from`, the one at `from` counted. */
const minutesSince = (from: number): number =>
  Math.floor(Date.now() / 60_000) - Math.floor(from / 60_000) + 1;

describe.each(DATABASES)('the budget on %s', (kind) => {
  test('one greedy script cannot starve a modest one', async () => {
    const { front, service, issue } = await company(kind, 50);
    const [greedy, modest] = [await issue(), await issue()];
    // More than two minutes hold: a new one may begin in between.
    const seen = await statuses(many(160, () => through(service, greedy.value)));
    expect(seen[429]).toBeGreaterThan(0);
    for (let turn = 0; turn < 8; turn += 1) {
      const [own] = await Promise.all([
        through(service, modest.value),
        ...many(5, () => through(service, greedy.value)),
      ]);
      expect(own.status).toBe(200);
    }
    expect(front.calls.filter(({ status }) => status === 429)).toEqual([]);
  });

  test('who is over it gets a 429 in Front’s shape, and passes after the seconds that it says', async () => {
    const { front, service, issue } = await company(kind, 200);
    const token = await issue();
    let [refused, sent] = [await through(service, token.value), 0];
    // Again, should a new minute begin in between.
    for (let round = 0; round < 5 && refused.status !== 429; round += 1) {
      await statuses(many(250, () => through(service, token.value)));
      sent = front.calls.length;
      refused = await through(service, token.value);
    }
    expect(refused.status).toBe(429);
    expect(front.calls.length).toBe(sent);
    const wait = Number(refused.headers.get('retry-after'));
    expect(await refused.json()).toEqual({
      _error: {
        status: 429,
        title: 'Too many requests',
        message: expect.stringContaining(`Try again in ${wait} second`) as string,
      },
    });
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(60);
    expect(Number(refused.headers.get('x-ratelimit-limit'))).toBeGreaterThanOrEqual(80);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(refused.headers.get('x-ratelimit-reset'))).toBeGreaterThan(
      Date.now() / 1_000 - 2,
    );
    await delay(wait * 1_000);
    expect((await through(service, token.value)).status).toBe(200);
  }, 90_000);

  test('people keep their reserve: after all tokens are done, a raw call still passes', async () => {
    const { front, service, raw, issue } = await company(kind, 50);
    const begun = Date.now();
    const tokens = [await issue(), await issue(), await issue()];
    const seen = await statuses(
      tokens.flatMap(({ value }) => many(40, () => through(service, value))),
    );
    expect(seen[200]).toBeLessThanOrEqual(minutesSince(begun) * 40 + 20 + 2);
    const own = await fetch(`${front.apiUrl}/tags`, {
      headers: { authorization: `Bearer ${raw.value}` },
    });
    expect(own.status).toBe(200);
  });

  test('a cap that an admin sets holds from the next call on, and is on record', async () => {
    const { service, issue } = await company(kind, 200);
    const token = await issue();
    const patched = await call(service, 'PATCH', `/v1/tokens/${token.id}`, {
      headers: { 'if-match': '*' },
      body: { callsPerMinute: 3 },
    });
    expect(patched.body.callsPerMinute).toBe(3);
    const begun = Date.now();
    const seen = await statuses(many(20, () => through(service, token.value)));
    expect(seen[200]).toBeGreaterThanOrEqual(3);
    expect(seen[200]).toBeLessThanOrEqual(3 * minutesSince(begun));
    const [last] = await auditOf(service, `&token=${token.id}&action=token.updated`);
    expect(last?.detail).toEqual({ fields: ['callsPerMinute'] });
  });

  test('a cap is a whole number from 1, and none for a token that was made in Front', async () => {
    const { service, issue } = await company(kind, 200);
    const token = await issue({ callsPerMinute: 7 });
    const front = await created(service, aFront());
    const edit = async (id: string, callsPerMinute: unknown) => {
      const answer = await call(service, 'PATCH', `/v1/tokens/${id}`, {
        headers: { 'if-match': '*' },
        body: { callsPerMinute },
      });
      return answer.status;
    };
    for (const wrong of [0, -1, 1.5, 1e9, '5', true]) {
      expect([wrong, await edit(token.id, wrong)]).toEqual([wrong, 422]);
    }
    expect(await edit(token.id, null)).toBe(200);
    expect(await edit(front.id, 5)).toBe(422);
    expect(await edit(front.id, null)).toBe(200);
  });

  test('Front’s own refusal passes through, is learnt from and answered without asking Front again', async () => {
    const { front, service, raw, issue } = await company(kind, 10);
    const token = await issue();
    const begun = Date.now();
    // Somebody else uses up the company’s limit and burst.
    await statuses(
      many(15, () =>
        fetch(`${front.apiUrl}/tags`, { headers: { authorization: `Bearer ${raw.value}` } }),
      ),
    );
    const first = await through(service, token.value);
    if (minutesSince(begun) > 1) return;
    expect([first.status, first.headers.get('x-ratelimit-limit')]).toEqual([429, '10']);
    const sent = front.calls.length;
    const second = await through(service, token.value);
    expect(second.status).toBe(429);
    const wait = Number(second.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(Math.abs(wait - Number(first.headers.get('retry-after')))).toBeLessThanOrEqual(2);
    expect(front.calls.length).toBe(sent);
  });

  test('five calls a second for one conversation, and other conversations go on', async () => {
    const { front, service, issue } = await company(kind, 200);
    const token = await issue();
    const of = (id: string) => through(service, token.value, `/conversations/${id}`);
    const seen = await statuses(many(12, () => of('cnv_0001')));
    expect(seen[200]).toBeGreaterThanOrEqual(5);
    expect(seen[429]).toBeGreaterThanOrEqual(2);
    expect((await of('cnv_0002')).status).toBe(200);
    expect(front.calls.filter(({ status }) => status === 429)).toEqual([]);
  });

  test('searches and exports have their own limits', async () => {
    const { front, service, issue } = await company(kind, 50);
    const token = await issue();
    const begun = Date.now();
    const searches = await statuses(
      many(20, () => through(service, token.value, '/conversations/search/late')),
    );
    expect(searches[200]).toBeLessThanOrEqual(16 * minutesSince(begun));
    const exported = many(2, () =>
      fetch(`${service.address}/front/analytics/exports`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token.value}` },
      }),
    );
    const answers = (await Promise.all(exported)).map(({ status }) => status).sort();
    expect(answers.at(-1)).toBe(429);
    expect(front.calls.filter(({ status }) => status === 429)).toEqual([]);
  });

  test('two replicas together keep to it, and what one has learnt the other knows', async () => {
    const { front, service, issue } = await company(kind, 50);
    const replica = await another(kind, front, service.database);
    const token = await issue();
    const begun = Date.now();
    const seen = await statuses(
      many(60, () => [service, replica])
        .flat()
        .map((one) => through(one, token.value)),
    );
    expect(seen[200]).toBeGreaterThanOrEqual(30);
    expect(seen[200]).toBeLessThanOrEqual(minutesSince(begun) * 40 + 20 + 2);
    expect(front.calls.filter(({ status }) => status === 429)).toEqual([]);
  });

  test('a restart forgets nothing of what was used', async () => {
    const { front, service, issue } = await company(kind, 50);
    const token = await issue({ callsPerMinute: 5 });
    const begun = Date.now();
    await statuses(many(5, () => through(service, token.value)));
    const next = await another(kind, front, service.database);
    const { status } = await through(next, token.value);
    if (minutesSince(begun) === 1) expect(status).toBe(429);
  });

  test('calls with a raw Front token show, with numbers, and who used what', async () => {
    const { front, service, raw, issue } = await company(kind, 100);
    const token = await issue();
    const begun = Date.now();
    for (let turn = 0; turn < 3; turn += 1) await through(service, token.value);
    await statuses(
      many(12, () =>
        fetch(`${front.apiUrl}/tags`, { headers: { authorization: `Bearer ${raw.value}` } }),
      ),
    );
    await through(service, token.value);
    // Calls, and what Front said of them, are written apart from each other.
    await expect
      .poll(
        async () => {
          const { tokens, outside } = await budgetOf(service);
          return [tokens[0]?.hour.calls, minutesSince(begun) > 1 || outside.minute === 12];
        },
        { timeout: 5_000 },
      )
      .toEqual([4, true]);
    const budget = await budgetOf(service);
    expect(budget).toMatchObject({
      limit: 100,
      limitFrom: 'front',
      reserve: 20,
      burst: { limit: 40, left: 40 },
      tier: null,
      tokens: [{ id: token.id, name: token.name, callsPerMinute: null, day: { calls: 4 } }],
    });
    expect(budget.hours).toHaveLength(24);
    expect(budget.days).toHaveLength(30);
    expect(budget.days.at(-1)?.tokens).toEqual([{ id: token.id, calls: 4, refused: 0 }]);
    if (minutesSince(begun) > 1) return;
    expect(budget.outside.minute).toBe(12);
    expect(budget.outside.hour).toBe(12);
  });

  test('who called days ago alone is named, and a token without a call is not', async () => {
    const { service, issue } = await company(kind, 50);
    const [earlier] = [await issue({ name: 'Quarterly export' }), await issue()];
    const at = new Date(Date.now() - 5 * 86_400_000);
    await addUse(service.store.db, { tokenId: earlier.id, at, calls: 2, refused: 0 });
    const budget = await budgetOf(service);
    expect(budget.tokens).toEqual([]);
    expect(budget.names).toEqual({ [earlier.id]: 'Quarterly export' });
  });

  test('nobody’s calls are laid to a raw token when all go through the gateway, over two replicas', async () => {
    const { front, service, issue } = await company(kind, 200);
    const replica = await another(kind, front, service.database);
    const token = await issue();
    await statuses(
      many(20, () => [service, replica])
        .flat()
        .map((one) => through(one, token.value)),
    );
    await expect
      .poll(async () => (await budgetOf(service)).limitFrom, { timeout: 5_000 })
      .toBe('front');
    expect((await budgetOf(service)).outside).toEqual({ minute: 0, hour: 0, day: 0 });
  });

  test('a limit of thousands is leased in blocks: no more passes, and hardly less', async () => {
    const { front, service, issue } = await company(kind, 4_000, { FRONT_RATE_LIMIT: '4000' });
    const replica = await another(kind, front, service.database, { FRONT_RATE_LIMIT: '4000' });
    const token = await issue({ callsPerMinute: 100 });
    const begun = Date.now();
    const seen = await statuses(
      many(120, () => [service, replica])
        .flat()
        .map((one) => through(one, token.value)),
    );
    expect(seen[200]).toBeLessThanOrEqual(100 * minutesSince(begun));
    expect(seen[200]).toBeGreaterThanOrEqual(84);
  });
});

test('a token that is deleted while its call waits for the budget is refused all the same', async () => {
  const { front, service, issue } = await company('postgres', 50);
  const token = await issue();
  const sent = front.calls.length;
  const waiting = await service.store.transaction(async (trx) => {
    await trx.selectFrom('budget_state').selectAll().forUpdate().execute();
    const answer = through(service, token.value);
    await someoneWaits(service.store);
    await deleted(service, token.id);
    return [answer];
  });
  expect((await waiting[0])?.status).toBe(401);
  expect(front.calls.length).toBe(sent);
});

test('where the ledger cannot be read, a call without a lease is refused, not waved through', async () => {
  const { front, service, issue } = await company('sqlite', 4_000, { FRONT_RATE_LIMIT: '4000' });
  const token = await issue();
  expect((await through(service, token.value)).status).toBe(200);
  await sql`alter table budget_state rename to budget_state_away`.execute(service.store.db);
  const fresh = await issue();
  const sent = front.calls.length;
  expect((await through(service, fresh.value)).status).toBe(503);
  expect(front.calls.length).toBe(sent);
});
