import { expect, test } from 'vitest';
import { isWebAddress } from '../../../utils/tokens/is-web-address.ts';

test('CWE-601: of what a hostile service calls an address, only web pages become links', () => {
  for (const url of [
    'https://wiki.example.com/a',
    'http://localhost:3000',
    ' HTTPS://a.example ',
  ]) {
    expect(isWebAddress(url)).toBe(true);
  }
  for (const url of [
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>1</script>',
    'blob:https://a.example/1',
    'chrome-extension://eooeipihahobpiehcoemfgdjhbifikac/options.html',
    'file:///etc/passwd',
    'ms-settings:',
    '/relative',
    '//host.example',
    '',
    undefined,
  ]) {
    expect(isWebAddress(url)).toBe(false);
  }
});
