import { expect, test } from 'vitest';
import { decidePlace, type Box } from '../../../utils/settings-page/decide-place.ts';

const line = (left: number, right: number): Box => ({ left, right, top: 100, bottom: 120 });

test('stands behind the name, in the middle of its line', () => {
  expect(decidePlace(line(10, 110), 400, [])).toEqual({
    left: 118,
    middle: 110,
    width: 274,
    form: 'full',
  });
});

test('is no wider than a note needs', () => {
  expect(decidePlace(line(10, 110), 2_000, []).width).toBe(440);
});

test('ends before whatever else stands in the same line', () => {
  const place = decidePlace(line(10, 110), 1_000, [line(300, 400)]);
  expect(place.left + place.width).toBeLessThanOrEqual(292);
});

test('takes no notice of other lines, nor of what stands before the name’s end', () => {
  const above: Box = { left: 150, right: 200, top: 60, bottom: 90 };
  expect(decidePlace(line(10, 110), 400, [above, line(0, 8)]).width).toBe(274);
});

test('shows the mark alone where words have no room', () => {
  expect(decidePlace(line(10, 110), 160, [])).toMatchObject({ left: 118, form: 'compact' });
});

test('covers the end of a cut name rather than leave its cell', () => {
  const place = decidePlace(line(10, 900), 200, []);
  expect(place.form).toBe('compact');
  expect(place.left + place.width).toBeLessThanOrEqual(200);
});
