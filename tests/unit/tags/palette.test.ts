import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TAG_COLORS } from '../../../contract/tag.ts';

const css = readFileSync('components/theme.css', 'utf8');

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe('the palette of tags', () => {
  it.each(TAG_COLORS)('%s can be read in both themes: 4.5 : 1', (color) => {
    const rule = new RegExp(
      `\\[data-tag-color='${color}'\\] \\{\\s*--tag-ink: light-dark\\((#\\w{6}), (#\\w{6})\\);\\s*--tag-paper: light-dark\\((#\\w{6}), (#\\w{6})\\);`,
    ).exec(css);
    const [, lightInk = '', darkInk = '', lightPaper = '', darkPaper = ''] = rule ?? [];
    expect(contrast(lightInk, lightPaper)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(darkInk, darkPaper)).toBeGreaterThanOrEqual(4.5);
  });

  it('is drawn for the names of the contract and for no others', () => {
    const drawn = [...css.matchAll(/\[data-tag-color='(\w+)'\]/g)].map(([, name]) => name);
    expect(drawn.toSorted()).toEqual(TAG_COLORS.toSorted());
  });
});
