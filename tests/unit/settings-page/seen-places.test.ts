// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { createSeenPlaces } from '../../../utils/settings-page/seen-places.ts';

function aRow(top: number, height = 4_000): HTMLElement {
  const list = document.createElement('div');
  list.style.height = `${height}px`;
  const row = document.createElement('div');
  row.style.position = 'absolute';
  row.style.transform = `translateY(${top}px)`;
  list.append(row);
  return row;
}

test('two places of one name are two tokens, even if never shown together', () => {
  const seen = createSeenPlaces();
  const row = aRow(0);
  seen.see(row, 'Twin');
  expect(seen.count('Twin')).toBe(1);
  row.style.transform = 'translateY(3000px)';
  seen.see(row, 'Twin');
  expect(seen.count('Twin')).toBe(2);
});

test('a row that is used again for another token moves its place to that name', () => {
  const seen = createSeenPlaces();
  const row = aRow(40);
  seen.see(row, 'Twin');
  seen.see(row, 'n8n');
  expect([seen.count('Twin'), seen.count('n8n')]).toEqual([0, 1]);
});

test('another height of the list is another list', () => {
  const seen = createSeenPlaces();
  seen.see(aRow(0), 'Twin');
  seen.see(aRow(40, 3_960), 'Twin');
  expect(seen.count('Twin')).toBe(1);
});

test('sorting or filtering makes places mean something else', () => {
  const seen = createSeenPlaces();
  seen.see(aRow(0), 'Twin');
  seen.forget();
  seen.see(aRow(40), 'Twin');
  expect(seen.count('Twin')).toBe(1);
});

test('rows that tell no place are not counted', () => {
  const seen = createSeenPlaces();
  seen.see(document.createElement('tr'), 'Twin');
  expect(seen.count('Twin')).toBe(0);
});

test('aria-rowindex tells the place where there is one', () => {
  const seen = createSeenPlaces();
  for (const index of ['3', '90']) {
    const row = document.createElement('div');
    row.setAttribute('aria-rowindex', index);
    seen.see(row, 'Twin');
  }
  expect(seen.count('Twin')).toBe(2);
});
