// @vitest-environment node
import { request } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFront, type FrontStandIn } from '../../front/start.ts';

let front: FrontStandIn;
beforeAll(async () => {
  front = await startFront();
});
afterAll(() => front.close());

interface AppAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Its certificate is its own, which `fetch` would not take. */
function ask(path: string, method = 'GET', body = ''): Promise<AppAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: front.appPort, path, method, rejectUnauthorized: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const type = response.headers['content-type'] ?? '';
          resolve({ status: response.statusCode ?? 0, type, body: text });
        });
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

test('every address of the settings leads to the one app', async () => {
  const pages = await Promise.all(
    ['/settings/developers', '/settings/developers/tokens/new', '/settings/general'].map((path) =>
      ask(path),
    ),
  );
  for (const page of pages) {
    expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(page.body).toContain('/_app/settings.js');
  }
});

test('a script that is not there is told so, rather than answered with a page', async () => {
  expect((await ask('/_app/../start.ts')).body).not.toContain('export');
  expect(await ask('/_app/none.js')).toMatchObject({ status: 404 });
});

test('class names mean nothing, and are the same in the scripts and in the sheet', async () => {
  const script = await ask('/_app/token-list.js');
  const sheet = await ask('/_app/settings.css');
  expect(script.body + sheet.body).not.toMatch(/\bfr-/);
  const used = [...script.body.matchAll(/css-[0-9a-f]{7}/g)].map(([name]) => name);
  const styled = used.filter((name) => sheet.body.includes(`.${name}`));
  expect(styled.length).toBeGreaterThan(5);
});

test('a token made by the form is listed without its value, revealed on request, and gone when deleted', async () => {
  const form = { name: 'by hand', scopes: ['tags:read'], features: [], namespaces: [] };
  const made = await ask('/_app/tokens', 'POST', JSON.stringify(form));
  expect(made.status).toBe(201);
  const { id } = JSON.parse(made.body) as { id: string };
  const token = front.tokens.find((candidate) => candidate.id === id)!;
  expect(token).toMatchObject({ name: 'by hand', scopes: ['tags:read'] });

  const list = await ask('/_app/tokens');
  expect(list.body).toContain('by hand');
  expect(list.body).not.toContain(token.value);
  expect(JSON.parse((await ask(`/_app/tokens/${id}/value`)).body)).toEqual({ value: token.value });

  expect((await ask(`/_app/tokens/${id}`, 'DELETE')).status).toBe(204);
  expect((await ask(`/_app/tokens/${id}`)).status).toBe(404);
  expect(front.tokens).toHaveLength(0);
});

test('a token without a name is not made', async () => {
  const made = await ask('/_app/tokens', 'POST', JSON.stringify({ name: '  ' }));
  expect(made.status).toBe(422);
});

test('the API reference is an app of its own, which names each call’s scope', async () => {
  expect((await ask('/reference/list-contacts')).body).toContain('/_app/reference.js');
  expect((await ask('/docs/welcome')).body).toContain('/_app/reference.js');
  expect((await ask('/_app/reference.js')).body).toContain('contacts:read');
});
