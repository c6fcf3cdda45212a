// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { readDiagnostic } from '../../../utils/settings-page/read-diagnostic.ts';
import { showBody, showFixture } from './support/settings-page.ts';

test('says tags, roles, types, counts, nesting and which labels were found', () => {
  showFixture('german');
  expect(readDiagnostic(document).split('\n')).toEqual([
    'labels found: title ×1, create_token ×1, copy ×2, delete ×2, name ×1',
    'nav',
    '  a “…”',
    'main',
    '  h1 “…”',
    '  button “…”',
    '  div role=table',
    '    div role=row',
    '      span role=columnheader ×3 “…”',
    '    div role=row ×2',
    '      span role=cell ×3 “…”',
    '      span',
    '        button ×2 “…”',
  ]);
});

test('holds no word of the page, wherever one is planted', () => {
  const secret = 'Sesame-4711';
  const tag = 'x-sesame-4711';
  showBody(`<main id="${secret}" class="${secret}" data-a="${secret}" aria-label="${secret}">
    <h1 title="${secret}">API Tokens ${secret}</h1><h1>API Tokens</h1>
    <${tag}>${secret}</${tag}><sesame4711>${secret}</sesame4711>
    <svg><sesame4711></sesame4711><title>${secret}</title></svg>
    <div role="${secret}"><input type="${secret}" value="${secret}" name="${secret}" placeholder="${secret}"></div>
    <a href="https://${secret}.example/${secret}">${secret}</a>
    <div style="--a:${secret}" onclick="${secret}"><!-- ${secret} --><textarea>${secret}</textarea></div>
    <template>${secret}</template><script type="${secret}">${secret}</script>
    <code>eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.e30.${secret}</code>
  </main>`);
  document.documentElement.lang = secret;
  const said = readDiagnostic(document);
  expect(said).toContain('title ×1');
  expect(said.toLowerCase()).not.toMatch(/sesame|4711|eyj|example/);
});

test('is bounded, however large the page is', () => {
  showBody(`<main>${'<p>a</p><i>b</i>'.repeat(5_000)}</main>`);
  expect(readDiagnostic(document).length).toBeLessThan(20_000);
  showBody('<div>'.repeat(200) + '</div>'.repeat(200));
  expect(readDiagnostic(document).length).toBeLessThan(20_000);
});
