import { expect, test } from 'vitest';
import { SecretValue } from '../../contract/secret-value.ts';
import { createLog } from '../../service/http/log.ts';
import { aFrontValue } from './support/makers.ts';

test('a logged secret, and a value in any text, stays hidden', () => {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line: string) => void lines.push(line) });
  const value = aFrontValue();
  const secret = new SecretValue(value);
  log.info({ secret, nested: { secret, value } }, 'with a secret');
  log.info(`in the message: ${value}`);
  log.error({ err: new Error(`in an error: ${value}`) });
  log.info({ authorization: `Bearer ${value}`, req: { dpop: value, cookie: 'session=1' } });
  log.info({ list: [value], odd: { [value]: 1 } });
  const text = lines.join('');
  expect(lines).toHaveLength(5);
  for (const part of [value, ...value.split('.')]) expect(text).not.toContain(part);
  expect(text).toContain('[hidden]');
  for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
});
