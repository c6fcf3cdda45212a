import { expect, test } from 'vitest';
import { isLightText } from '../../../utils/settings-page/is-light-text.ts';

test.each([
  ['rgb(255, 255, 255)', true],
  ['rgba(230, 233, 239, 0.9)', true],
  ['rgb(28, 36, 48)', false],
  ['rgb(102, 112, 133)', false],
  ['oklch(0.9 0 0)', false],
  ['', false],
])('%s is light: %s', (color, light) => {
  expect(isLightText(color)).toBe(light);
});
