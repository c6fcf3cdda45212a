import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startFront, type FrontStandIn } from '../front/start.ts';
import { deleted } from './support/http.ts';
import { anIssuedValue } from './support/gateway-caller.ts';
import { startService, type TestService } from './support/start-service.ts';

let front: FrontStandIn;
let service: TestService;
let behind: string;
beforeAll(async () => {
  front = await startFront({ rateLimit: 10_000 });
  service = await startService('sqlite', { frontApiUrl: front.apiUrl });
});
afterAll(async () => {
  await service.stop();
  await front.close();
});

/** What a program is told: where, and with which token. Nothing else of it differs. */
interface Told {
  readonly base: string;
  readonly token: string;
}

/** What a program does with Front’s contacts, page by page. */
interface Program {
  list(told: Told, limit: number): Promise<string[]>;
  post(told: Told, contact: object): Promise<Record<string, unknown>>;
  /** The status that it sees. */
  statusOf(told: Told, path: string): Promise<number>;
}

const { Front } = createRequire(import.meta.url)('front-sdk');

/**
 * Its named calls have Front’s address written in (`front.contact.create`), as clients of Front have it;
 * its public `httpCall`, which they all end in, takes an address.
 */
const frontSdk: Program = {
  async list({ base, token }, limit) {
    const client = new Front(token);
    const ids: string[] = [];
    let url: string | null = `${base}/contacts?limit=${limit}`;
    while (url !== null) {
      const page: Page = await client.httpCall({ method: 'GET', url }, null);
      ids.push(...page._results.map(({ id }) => id));
      url = page._pagination.next;
    }
    return ids;
  },
  post: ({ base, token }, contact) =>
    new Front(token).httpCall({ method: 'POST', url: `${base}/contacts` }, contact),
  async statusOf({ base, token }, path) {
    try {
      await new Front(token).httpCall({ method: 'GET', url: base + path }, null);
      return 200;
    } catch (error) {
      const { name, status, title } = error as { name: string; status: number; title: string };
      // Understood as an error of Front’s, or these would be missing.
      expect([name, typeof title]).toEqual(['FrontError', 'string']);
      return status;
    }
  },
};

interface Page {
  readonly _results: readonly { id: string }[];
  readonly _pagination: { readonly next: string | null };
}

const realCurl = (more: readonly string[]): Program => ({
  async list({ base, token }, limit) {
    const ids: string[] = [];
    let url: string | null = `${base}/contacts?limit=${limit}`;
    while (url !== null) {
      const page = JSON.parse(await curl(token, ...more, url)) as Page;
      ids.push(...page._results.map(({ id }) => id));
      url = page._pagination.next;
    }
    return ids;
  },
  async post({ base, token }, contact) {
    const json = ['-H', 'Content-Type: application/json', '-d', JSON.stringify(contact)];
    return JSON.parse(await curl(token, ...more, ...json, `${base}/contacts`));
  },
  async statusOf({ base, token }, path) {
    return Number(await curl(token, ...more, '-o', '/dev/null', '-w', '%{http_code}', base + path));
  },
});

async function curl(token: string, ...args: string[]): Promise<string> {
  const child = spawn('curl', ['-sS', '-H', `Authorization: Bearer ${token}`, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  return text;
}

test('curl is installed', () => {
  const { error } = spawnSync('curl', ['--version']);
  expect(error, 'curl is missing: run `apt-get install -y curl`').toBeUndefined();
});

describe.each([
  ['front-sdk', frontSdk],
  ['curl', realCurl([])],
  ['curl --compressed', realCurl(['--compressed'])],
  ['curl --http1.0', realCurl(['--http1.0'])],
])('%s, unmodified, with another address and another token', (_, program) => {
  let token: string;
  let id: string;
  let told: Told;
  beforeEach(async () => {
    const scopes = ['contacts:read', 'contacts:write', 'conversations:read'];
    // A Front token is recorded once: each test has one of its own.
    behind = (await front.createToken({ name: 'Behind', scopes: ['shared:*'] })).value;
    ({ id, value: token } = await anIssuedValue(service, scopes, behind));
    told = { base: `${service.address}/front`, token };
  });

  test('lists all pages, and gets through the gateway what it would get from Front', async () => {
    const before = front.calls.length;
    const seen = await program.list(told, 7);
    const calls = front.calls.length - before;
    expect(calls).toBe(Math.ceil(seen.length / 7));
    expect(seen.length).toBeGreaterThan(20);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(await program.list({ base: front.apiUrl, token: behind }, 100));
  });

  test('posts, is told of refusals, and stops at the delete', async () => {
    const made = await program.post(told, { name: 'Grüße €', description: '"quoted"' });
    expect(made).toMatchObject({ id: 'crd_new', name: 'Grüße €', description: '"quoted"' });
    expect(made._links).toMatchObject({ self: `${told.base}/contacts/crd_new` });
    expect(await program.statusOf(told, '/contacts?limit=1')).toBe(200);
    expect(await program.statusOf(told, '/tags')).toBe(403);
    expect(await program.statusOf(told, '/rockets')).toBe(403);
    await deleted(service, id);
    expect(await program.statusOf(told, '/contacts?limit=1')).toBe(401);
  });
});

test('curl -L follows the way to a merged conversation through the gateway', async () => {
  const own = (await front.createToken({ name: 'Behind merged', scopes: ['shared:*'] })).value;
  const { value } = await anIssuedValue(service, ['conversations:read'], own);
  const text = await curl(value, '-L', `${service.address}/front/conversations/cnv_merged`);
  expect(JSON.parse(text)).toMatchObject({ id: expect.stringMatching(/^cnv_/) });
});
