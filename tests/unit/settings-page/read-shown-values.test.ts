// @vitest-environment jsdom
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readShownValues } from '../../../utils/settings-page/read-shown-values.ts';
import { aFrontValue } from '../../service/support/makers.ts';

// jsdom lays nothing out; what is hidden is marked so here.
beforeAll(() => {
  Element.prototype.checkVisibility = function (this: Element): boolean {
    return this.closest('[hidden]') === null;
  };
});
afterEach(() => document.body.replaceChildren());

function show(html: string): void {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  document.body.replaceChildren(...body.childNodes);
}

function valuesOf(html: string): readonly string[] {
  show(html);
  return readShownValues().values;
}

const A = aFrontValue({ jti: 'a' });
const B = aFrontValue({ jti: 'b' });

describe('what a page shows of values', () => {
  it.each([
    ['alone, with a button right behind it', `<code>${A}</code><span><button>Hide</button></span>`],
    ['within a sentence', `<p>Your token: ${A} (keep it safe)</p>`],
    ['in a field', `<input readonly value="${A}">`],
    ['in a text area', `<textarea>${A}</textarea>`],
    [
      'split over elements',
      `<div><span>${A.slice(0, 40)}</span><span>${A.slice(40, 90)}</span><b>${A.slice(90)}</b></div>`,
    ],
    ['twice', `<code>${A}</code><input value="${A}">`],
  ])('is read: %s', (_, html) => {
    expect(valuesOf(html)).toEqual([A]);
  });

  it.each([
    ['dots in its place', '<code>••••••••••</code>'],
    ['a hidden element', `<code hidden>${A}</code>`],
    ['a hidden field', `<input type="hidden" value="${A}"><p hidden><input value="${A}"></p>`],
    ['a field that masks it', `<input type="password" value="${A}">`],
    ['a script', `<script type="text/plain">${A}</script>`],
    ['an attribute', `<div data-x="${A}"></div>`],
    ['a part of it', `<code>${A.slice(0, -5)}</code>`],
    ['a longer text', `<code>${A}x</code><code>x.${A}</code>`],
  ])('is not: %s', (_, html) => {
    expect(valuesOf(html)).toEqual([]);
  });

  it('is each value where there are several, and every heading in sight', () => {
    show(
      `<h1>Developers</h1><h2> Zapier </h2><h2 hidden>Old</h2><div role="heading">API Tokens</div><p>${A}</p><p>${B}</p>`,
    );
    const shown = readShownValues();
    expect(shown.values).toEqual([A, B]);
    expect(shown.names).toEqual(['Developers', 'Zapier', 'API Tokens']);
  });

  it('is read by a function that takes nothing along from outside itself', () => {
    show(`<h2>Zapier</h2><code>${A}</code>`);
    // As the browser does it: from its text alone.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const alone = new Function(`return (${readShownValues.toString()})()`) as () => unknown;
    expect(alone()).toMatchObject({ names: ['Zapier'], values: [A] });
  });
});
