import { beforeEach, expect, test } from 'vitest';
import {
  createDeletePressed,
  type DeletePressed,
} from '../../../utils/settings-page/delete-pressed.ts';

let deleting: DeletePressed;
beforeEach(() => {
  deleting = createDeletePressed();
  deleting.press('Okta');
});

test('a question that names nobody is about the token whose Delete was pressed', () => {
  expect(deleting.about([])).toBe('Okta');
});

test('what a question says itself goes before', () => {
  expect(deleting.about(['n8n'])).toBe('n8n');
});

test('a question about several is about none that could be told', () => {
  expect(deleting.about(['Okta', 'n8n'])).toBeNull();
});

test('the token that was asked about before is never the next one’s', () => {
  deleting.press(null);
  expect(deleting.about([])).toBeNull();
  deleting.press('Okta');
  deleting.close();
  expect(deleting.about([])).toBeNull();
});
