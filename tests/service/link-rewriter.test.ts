import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrontAddresses } from '../../service/gateway/front-addresses.ts';
import { rewriteWhole } from '../../service/gateway/linked-answer.ts';
import { LinkRewriter } from '../../service/gateway/link-rewriter.ts';

const GATEWAY = 'https://tokens.example.com/front';
const OWN = 'http://127.0.0.1:4190/core';
const addresses = new FrontAddresses(OWN, GATEWAY);

/** The text as it comes out, cut up into pieces of these lengths, over and over. */
function streamed(text: string | Buffer, lengths: readonly number[] = [text.length]): Buffer {
  const bytes = Buffer.from(text);
  const rewriter = new LinkRewriter(addresses);
  const out: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const end = at + (lengths[turn % lengths.length] ?? bytes.length);
    const piece = rewriter.push(bytes.subarray(at, end));
    out.push(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : Buffer.from(piece));
    at = end;
  }
  return Buffer.concat([...out, rewriter.end() ?? Buffer.alloc(0)]);
}

const rewritten = (text: string): string => streamed(text).toString();

const FRONT = [
  'https://api2.frontapp.com',
  'https://api2.frontapp.com:443',
  'https://acme.api.frontapp.com',
  'https://a-b2.api.frontapp.com:443',
  OWN,
];
const ELSEWHERE = [
  'http://api2.frontapp.com',
  'https://app.frontapp.com',
  'https://api.frontapp.com',
  'https://frontapp.com',
  'https://acme.api.frontapp.com.evil.example',
  'https://evil-api2.frontapp.com.example',
  'https://xapi2.frontapp.com',
  'https://a.b.api.frontapp.com',
  'https://acme.api.frontapp.com:8443',
  'https://me@acme.api.frontapp.com',
  'https://acme.api.frontapp.com:443@evil.example',
  'https://acme.api.frontapp.com\\\\@evil.example',
  'https://-.api.frontapp.com',
  'http://127.0.0.1:4190',
  'http://127.0.0.1:4190/coreless',
  'http://127.0.0.1:41900/core',
  '//api2.frontapp.com',
  'https:/api2.frontapp.com',
];

test.each(FRONT)('a link on %s leads through the gateway', (origin) => {
  for (const rest of ['', '/', '/contacts?limit=2&page_token=a%2Fb', '?x', '#y', '/a/../b']) {
    expect(rewritten(`{"_links":{"self":"${origin}${rest}"}}`)).toBe(
      `{"_links":{"self":"${GATEWAY}${rest}"}}`,
    );
  }
});

test.each(ELSEWHERE)('a link on %s stays as it is', (origin) => {
  const text = `{"_links":{"self":"${origin}/contacts"},"_pagination":{"next":"${origin}"}}`;
  expect(rewritten(text)).toBe(text);
});

test('links are rewritten at any depth below `_links` and `_pagination`, and nothing beside them', () => {
  const link = 'https://acme.api.frontapp.com/x';
  const page = (at: string) =>
    JSON.stringify(
      {
        _pagination: { next: at, prev: null },
        _links: { self: at, related: { owner: at, more: [[at, { deep: at }], 1, true] } },
        _results: [
          { _links: { self: at }, body: `see ${link} or "_links":{"self":"${link}"}`, url: link },
          { links: { self: link }, x_links: link, metadata: { [link]: link } },
          ['_links', link, { _links: at }, link],
        ],
        after: link,
      },
      null,
      2,
    );
  expect(rewritten(page(link))).toBe(page(`${GATEWAY}/x`));
});

test('escapes are understood wherever they stand', () => {
  const text = String.raw`{"\u005flinks":{"self":"https:\/\/acme.api.frontapp.com\/contacts"},
    "_p\u0061gination":{"next":"\u0068ttps://acme\u002eapi.frontapp.com\u002fx\"y"}}`;
  expect(rewritten(text)).toBe(String.raw`{"\u005flinks":{"self":"${GATEWAY}\/contacts"},
    "_p\u0061gination":{"next":"${GATEWAY}\u002fx\"y"}}`);
});

test.each([
  '',
  'no JSON',
  '<a href="https://acme.api.frontapp.com/">',
  '{"_links" "https://acme.api.frontapp.com/x"}',
  '{"_links":,"https://acme.api.frontapp.com/x"}',
  '["_links":"https://acme.api.frontapp.com/x"]',
  '{"_links":{"self"}}"https://acme.api.frontapp.com/x"',
  '{"_links":["https:]}',
  '{"_links":"https://acme.api.front',
  '{"_links":"https://acme.api.frontapp.com\\u00zz/x"}',
  '{"_links":"\\',
  '\u0000{"_links":"https://acme.api.frontapp.com/x"}',
  '{"_links":[[1,],"https://acme.api.frontapp.com/x"]}',
  '1 {"_links":"https://acme.api.frontapp.com/x"}',
])('what is no JSON passes as it came: %j', (text) => {
  for (const length of [1, 2, 3, 7, 1_000]) {
    expect(streamed(text, [length]).toString()).toBe(text);
  }
  expect(rewriteWhole(Buffer.from(text), addresses).toString()).toBe(text);
});

test('a text that comes whole and turns out to be no JSON at its end is handed on unchanged', () => {
  const text = Buffer.from('{"_links":{"self":"https://acme.api.frontapp.com/x"}');
  expect(rewriteWhole(text, addresses)).toBe(text);
});

test('CWE-674: a text nested deeper than anything of Front’s passes as it came, with no more memory', () => {
  const deep = `${'['.repeat(100_000)}{"_links":"https://acme.api.frontapp.com/x"}`;
  expect(streamed(deep, [1_000]).toString()).toBe(deep);
  const inReach = `${'['.repeat(500)}{"_links":"https://acme.api.frontapp.com/x"}${']'.repeat(500)}`;
  expect(rewritten(inReach)).toContain(`"${GATEWAY}/x"`);
});

test('CWE-400: no more is held back than the beginning of one address, however long it goes on', () => {
  const rewriter = new LinkRewriter(addresses);
  rewriter.push(Buffer.from('{"_links":"h'));
  let held = 0;
  for (const piece of [
    'ttps://',
    ...Array<string>(5_000).fill('\\u0061'),
    ...Array<string>(5_000).fill('a'),
  ]) {
    const { length } = rewriter.push(Buffer.from(piece));
    held += piece.length - length;
    expect(held).toBeLessThan(1_000);
  }
});

const anAddress = fc
  .tuple(fc.constantFrom(...FRONT, ...ELSEWHERE, ''), fc.constantFrom('', '/', '/x?y=1', '?z', '#'))
  .map((parts) => parts.join(''));
const aText = fc.oneof(anAddress, fc.string({ unit: 'binary', maxLength: 12 }), anAddress);
const aName = fc.oneof(
  fc.constantFrom('_links', '_pagination', '_link', '_linksx', 'self', 'body', '"_links"'),
  aText,
);
const { value: aValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    aText,
    fc.constantFrom(null, true, false, 0, -1.5e-7),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(aName, tie('value')), { maxLength: 5 })
      .map((members) => Object.fromEntries(members)),
  ),
}));

/** The same by parsing, which no gateway could do with long answers. */
function expected(value: unknown, isLink: boolean): unknown {
  if (typeof value === 'string') return isLink ? throughGateway(value) : value;
  if (Array.isArray(value)) return value.map((each) => expected(each, isLink));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      expected(each, isLink || name === '_links' || name === '_pagination'),
    ]),
  );
}

function throughGateway(address: string): string {
  const origin = FRONT.find(
    (each) => address.startsWith(each) && /^($|[/?#])/.test(address.slice(each.length)),
  );
  return origin === undefined ? address : GATEWAY + address.slice(origin.length);
}

/** Some characters of its strings written as escapes, which mean the same. */
function escaped(json: string, seed: number): string {
  let turn = seed;
  return json.replace(/"(?:[^"\\]|\\.)*"/g, (text) =>
    text.replace(/\\u.{4}|\\.|[/:a-z._]/g, (found) => {
      turn = (turn * 1_103_515_245 + 12_345) % 2_147_483_648;
      if (found.length > 1 || turn % 7 > 0) return found;
      return found === '/' && turn % 2 === 0
        ? '\\/'
        : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
    }),
  );
}

test('whatever is in a text and wherever it is cut, links alone change: as by parsing it', () => {
  fc.assert(
    fc.property(
      aValue,
      fc.boolean(),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
      (value, indented, lengths) => {
        const json = JSON.stringify(value, null, indented ? 1 : undefined);
        const wanted = JSON.stringify(expected(value, false), null, indented ? 1 : undefined);
        expect(streamed(json, lengths).toString()).toBe(wanted);
        expect(streamed(json, [1]).toString()).toBe(wanted);
        const whole = rewriteWhole(Buffer.from(json), addresses);
        expect(Buffer.from(whole as string, 'latin1').toString()).toBe(wanted);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('escapes anywhere in a text do not hide a link, and are kept', () => {
  fc.assert(
    fc.property(
      aValue,
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 9 }),
      (value, seed, length) => {
        const json = escaped(JSON.stringify(value), seed);
        const told = streamed(json, [length]).toString();
        expect(JSON.parse(told)).toEqual(expected(JSON.parse(json), false));
      },
    ),
    { numRuns: 2_000 },
  );
});

test.each([
  ['https://acme.api.frontapp.com/conversations/cnv_1', `${GATEWAY}/conversations/cnv_1`],
  ['https://acme.api.frontapp.com', GATEWAY],
  [`${OWN}/tags?x=1`, `${GATEWAY}/tags?x=1`],
  ['/core/tags', `${GATEWAY}/tags`],
  ['/elsewhere', '/elsewhere'],
  ['tags', 'tags'],
  ['', ''],
  ['//acme.api.frontapp.com/x', '//acme.api.frontapp.com/x'],
  ['https://app.frontapp.com/open/cnv_1', 'https://app.frontapp.com/open/cnv_1'],
  ['https://acme.api.frontapp.com@evil.example/', 'https://acme.api.frontapp.com@evil.example/'],
])('a Location of %s is told as %s', (given, told) => {
  expect(addresses.rewrite(given)).toBe(told);
});

test('where Front’s address has no path of its own, a Location that is a path leads through the gateway', () => {
  const plain = new FrontAddresses('https://api2.frontapp.com', GATEWAY);
  expect(plain.rewrite('/conversations/cnv_1')).toBe(`${GATEWAY}/conversations/cnv_1`);
});
