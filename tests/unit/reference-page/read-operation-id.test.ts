import { expect, test } from 'vitest';
import { OPERATIONS } from '../../../contract/operations.ts';
import { readOperationId } from '../../../utils/reference-page/read-operation-id.ts';

test('each operation that Front publishes is read from the address of its page', () => {
  for (const { id } of OPERATIONS) expect(readOperationId(`/reference/${id}`)).toBe(id);
});

test.each([
  ['a slash at the end', '/reference/list-contacts/', 'list-contacts'],
  ['another part of the site', '/docs/list-contacts', null],
  ['the start of the reference', '/reference', null],
  ['nothing behind it', '/reference/', null],
  ['more behind it', '/reference/list-contacts/edit', null],
  ['something before it', '/v1/reference/list-contacts', null],
  ['a path that only begins alike', '/reference-old/list-contacts', null],
  ['markup', '/reference/<b>x', null],
  ['an endless word', `/reference/${'x'.repeat(101)}`, null],
])('%s: %s is %s', (_what, path, id) => {
  expect(readOperationId(path)).toBe(id);
});
