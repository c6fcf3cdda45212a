// @vitest-environment node
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { openSecret, SecretValue } from '../../../contract/secret-value.ts';

const SECRET = ['very', 'secret', 'text'].join('-');

test('a secret is never printed, whichever way it is turned into text', () => {
  const secret = new SecretValue(SECRET);
  const ways: Record<string, string> = {
    String: String(secret),
    // The point of the test.
    // eslint-disable-next-line @typescript-eslint/restrict-template-expressions
    template: `${secret}`,
    // eslint-disable-next-line @typescript-eslint/restrict-plus-operands
    plus: secret + '',
    json: JSON.stringify({ secret, list: [secret] }),
    inspect: inspect({ secret }, { depth: 9, showHidden: true }),
    keys: Object.keys(secret).join(),
    assign: JSON.stringify(Object.assign({}, secret)),
    entries: JSON.stringify(Object.getOwnPropertyNames(secret)),
    error: inspect(new Error('x', { cause: secret })),
    structuredClone: inspect(structuredClone(secret)),
  };
  for (const [way, text] of Object.entries(ways)) expect([way, text]).not.toContain(SECRET);
  for (const text of Object.values(ways)) expect(text).not.toContain(SECRET);
  expect(String(secret)).toBe('[hidden]');
});

test('it comes out by its one name', () => {
  expect(openSecret(new SecretValue(SECRET))).toBe(SECRET);
});
