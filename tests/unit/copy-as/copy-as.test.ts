import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, OPERATIONS_BY_ID, OPERATIONS_SOURCE } from '../../../contract/operations.ts';
import { apiRequest, type ApiRequest } from '../../../utils/copy-as/api-request.ts';
import { asCurl } from '../../../utils/copy-as/as-curl.ts';
import { asEnvLine } from '../../../utils/copy-as/as-env-line.ts';
import { asHeader } from '../../../utils/copy-as/as-header.ts';
import { asJavaScript } from '../../../utils/copy-as/as-javascript.ts';
import { asPython } from '../../../utils/copy-as/as-python.ts';
import skeletons from '../../../utils/copy-as/body-skeletons.json' with { type: 'json' };
import { copyText, COPY_SHAPES } from '../../../utils/copy-as/copy-text.ts';
import { shellQuote } from '../../../utils/copy-as/shell-quote.ts';

const SERVICE = 'https://tokens.example.com';
const VALUE = 'ftk_AbCdEf12_secret';
/** Whatever a shell, a script or a person could trip over. */
const NASTY = [
  `it's`,
  `'; rm -rf ~; '`,
  '$HOME ${HOME} $(id) `id`',
  'a "b" \\ c\\',
  '!! & | > < ; # * ? [a] {b,c} ~',
  'line\nbreak\r\ttab',
  'ä ✓ 😀 \u2028 \u202E',
  '',
];

const request = (id: string): ApiRequest =>
  apiRequest(OPERATIONS_BY_ID.get(id) ?? null, 'issued', SERVICE);

/** The words that a real shell makes of a command's arguments. */
function shellWords(command: string, env: Readonly<Record<string, string>> = {}): string[] {
  const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${command}\n`;
  const out = execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { ...env, HOME: '/x' } });
  return out.split('\0').slice(0, -1);
}

describe('a request', () => {
  it('goes to the gateway with an issued token, and to Front with one of its own', () => {
    const operation = OPERATIONS_BY_ID.get('list-contacts')!;
    expect(apiRequest(operation, 'issued', SERVICE).url).toBe(`${SERVICE}/front/contacts`);
    expect(apiRequest(operation, 'front', SERVICE).url).toBe('https://api2.frontapp.com/contacts');
  });

  it('without an operation is the one that any token may make', () => {
    const any = apiRequest(null, 'issued', SERVICE);
    expect(any).toEqual({ method: 'GET', url: `${SERVICE}/front/me`, body: null });
    expect(OPERATIONS_BY_ID.get('api-token-details')).toMatchObject({ path: '/me', scope: null });
  });

  it('keeps Front’s names for what has to be filled in', () => {
    expect(request('create-message-reply')).toEqual({
      method: 'POST',
      url: `${SERVICE}/front/conversations/{conversation_id}/messages`,
      body: { body: '' },
    });
  });

  it('has a body only where Front’s own description of that call has one', () => {
    expect(skeletons.commit).toBe(OPERATIONS_SOURCE.commit);
    const ids = new Set(OPERATIONS.map(({ id }) => id));
    const strangers = Object.keys(skeletons.bodies).filter((id) => !ids.has(id));
    expect(strangers).toEqual([]);
    for (const { id, method } of OPERATIONS) {
      if (method === 'GET') expect([id, request(id).body]).toEqual([id, null]);
    }
  });
});

describe('as curl', () => {
  it.each(NASTY)('a shell reads back %j as it is', (text) => {
    expect(shellWords(`curl ${shellQuote(text)}`)).toEqual([text]);
  });

  it('is one command with address and header', () => {
    expect(asCurl(VALUE, request('list-contacts'))).toBe(
      `curl 'https://tokens.example.com/front/contacts' \\\n  --header 'Authorization: Bearer ${VALUE}'`,
    );
  });

  it.each(NASTY)(
    'gives curl exactly what was meant, with %j in value, address and body',
    (text) => {
      const words = shellWords(
        asCurl(text, { method: 'POST', url: `${SERVICE}/${text}`, body: { body: text } }),
      );
      expect(words.filter((word) => word !== '--globoff')).toEqual([
        '--request',
        'POST',
        `${SERVICE}/${text}`,
        '--header',
        `Authorization: Bearer ${text}`,
        '--header',
        'Content-Type: application/json',
        '--data',
        JSON.stringify({ body: text }),
      ]);
    },
  );

  it('reads the variable where no value is to stand in it', () => {
    const command = asCurl(null, request('list-contacts'));
    expect(shellWords(command, { FRONT_TOKEN: VALUE })).toEqual([
      `${SERVICE}/front/contacts`,
      '--header',
      `Authorization: Bearer ${VALUE}`,
    ]);
    expect(shellWords(command, { FRONT_TOKEN: NASTY.join(' ') })).toHaveLength(3);
  });

  it('has curl take braces for what they are', () => {
    expect(shellWords(asCurl(VALUE, request('get-contact')))[0]).toBe('--globoff');
    expect(asCurl(VALUE, request('list-contacts'))).not.toContain('--globoff');
  });
});

describe('as a line of an .env file', () => {
  it('a value of ours or of Front’s needs no quotes', () => {
    expect(asEnvLine(VALUE)).toBe(`FRONT_TOKEN=${VALUE}`);
    expect(asEnvLine('eyJ0eXAi.eyJpc3Mi.a-b_c')).toBe('FRONT_TOKEN=eyJ0eXAi.eyJpc3Mi.a-b_c');
  });

  it.each([
    ['a b#c', `FRONT_TOKEN='a b#c'`],
    ['$HOME', `FRONT_TOKEN='$HOME'`],
    [`it's $5`, `FRONT_TOKEN="it's \\$5"`],
    ['a\nB=c', 'FRONT_TOKEN="a\\nB=c"'],
  ])('%j is %s', (value, line) => {
    expect(asEnvLine(value)).toBe(line);
  });

  it.each(NASTY)('%j stays on one line', (value) => {
    expect(asEnvLine(value)).not.toMatch(/[\r\n]/);
  });
});

describe('as JavaScript', () => {
  it.each(NASTY)('a browser makes exactly the call that was meant, with %j in it', async (text) => {
    const calls: unknown[] = [];
    const code = asJavaScript(text, { method: 'PATCH', url: text, body: { body: text } });
    const fetch = (...call: unknown[]): unknown => {
      calls.push(JSON.parse(JSON.stringify(call)));
      return { status: 200, text: () => '' };
    };
    await runInNewContext(`(async () => {\n${code}})()`, {
      fetch,
      console: { log: () => undefined },
    });
    expect(calls).toEqual([
      [
        text,
        {
          method: 'PATCH',
          headers: { Authorization: `Bearer ${text}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ body: text }),
        },
      ],
    ]);
  });

  it('says no more of a plain call than it has to', () => {
    expect(asJavaScript(VALUE, request('list-contacts'))).toBe(
      [
        `const response = await fetch("${SERVICE}/front/contacts", {`,
        '  headers: {',
        `    Authorization: "Bearer ${VALUE}",`,
        '  },',
        '});',
        'console.log(response.status, await response.text());',
        '',
      ].join('\n'),
    );
  });
});

describe('as Python', () => {
  it('writes yes, no and nothing in Python’s words', () => {
    const body = { a: [true, false, null, 1, 'x'], b: {} };
    expect(asPython(VALUE, { method: 'POST', url: SERVICE, body })).toBe(
      [
        'import requests',
        '',
        'response = requests.request(',
        '    "POST",',
        `    "${SERVICE}",`,
        `    headers={"Authorization": "Bearer ${VALUE}"},`,
        '    json={"a": [True, False, None, 1, "x"], "b": {}},',
        ')',
        'print(response.status_code, response.text)',
        '',
      ].join('\n'),
    );
  });

  it.each(NASTY)('%j is one literal on one line', (text) => {
    const line = asPython(text, request('list-contacts')).split('\n')[5];
    // JSON's escapes are Python's: what comes back is what went in.
    const literal = /^ {4}headers=\{"Authorization": (".*")\},$/su.exec(line ?? '')?.[1];
    expect(JSON.parse(literal ?? '')).toBe(`Bearer ${text}`);
  });
});

describe('whatever a value is copied as', () => {
  it.each(COPY_SHAPES)('$words has the value in it once', ({ shape }) => {
    const text = copyText(shape, VALUE, request('create-message-reply'));
    expect(text.split(VALUE)).toHaveLength(2);
  });

  it('a header is what a call carries', () => {
    expect(asHeader(VALUE)).toBe(`Authorization: Bearer ${VALUE}`);
    expect(copyText('value', VALUE, request('list-tags'))).toBe(VALUE);
  });
});
