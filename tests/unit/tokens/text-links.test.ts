import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textLinks } from '../../../utils/tokens/text-links.ts';

const links = (text: string) =>
  textLinks(text)
    .filter(({ kind }) => kind === 'link')
    .map((part) => part.text);

describe('addresses in a note', () => {
  it.each([
    ['See https://wiki.example/x.', ['https://wiki.example/x']],
    ['(https://wiki.example/a)', ['https://wiki.example/a']],
    ['https://w.example/wiki/Front_(software)', ['https://w.example/wiki/Front_(software)']],
    ['“http://a.example/?q=1&r=2#x”, then', ['http://a.example/?q=1&r=2#x']],
    ['HTTPS://A.EXAMPLE/x and http://b.example', ['HTTPS://A.EXAMPLE/x', 'http://b.example']],
    ['<https://a.example>', ['https://a.example']],
  ])('are found in %s', (text, wanted) => {
    expect(links(text)).toEqual(wanted);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,https',
    'file:///etc/passwd',
    'chrome-extension://abc/options.html',
    'ftp://a.example',
    'www.example.com',
    '<a href="x">y</a>',
    '[x](javascript:alert)',
    'https://',
    'https://front.com@evil.example/',
    'https://user:word@evil.example/',
    '**bold**',
  ])('are none in %s', (text) => {
    expect(links(text)).toEqual([]);
  });

  it('leave the text as it is, and lead to the web alone, whatever stands in it', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'https://',
        'http://',
        'javascript:',
        '@',
        '.',
        '(',
        ')',
        ' ',
        '"',
        'a.example',
      ),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(
          textLinks(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
        for (const link of links(text)) expect(new URL(link).protocol).toMatch(/^https?:$/);
      }),
    );
  });
});

it('attack: a text full of dots is read in one go, and not anew from each of them', () => {
  const text = `https://a.example/${'.'.repeat(300_000)}x`;
  expect(links(text)).toEqual([text]);
});
