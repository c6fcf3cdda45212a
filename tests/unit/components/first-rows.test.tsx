// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { cleanup, render } from '@testing-library/react';
import { Copy } from 'lucide-react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usePopupWord } from '../../../components/at-hand/popup-word.ts';
import { drawFirstRows, firstLook } from '../../../components/popup/first-rows.tsx';
import { rowsInSight } from '../../../components/popup/rows-in-sight.ts';
import { HEADING_HEIGHT, TokenList } from '../../../components/popup/token-list.tsx';
import { OPTION_HEIGHT } from '../../../components/popup/token-option.tsx';
import { useRegister } from '../../../components/state/register.ts';
import { dropDraftsAhead, readDraftAhead } from '../../../components/state/use-draft.ts';
import { drawOnce } from '../../../components/ui/draw-once.ts';
import { writeDraft } from '../../../utils/drafts/drafts.ts';
import { isPlace, PLACE_DRAFTS, type Place } from '../../../utils/panel/place.ts';
import type { ShownToken } from '../../../utils/outbox/shown-tokens.ts';
import { aToken } from '../support/a-token.ts';
import { ADA } from '../support/fake-service.ts';
import { signedInAs } from '../support/people-answers.ts';

const NOW = Date.parse('2027-03-03T12:00:00Z');
const nothing = (): void => undefined;
const row = (given: Parameters<typeof aToken>[0], mark?: ShownToken['mark']): ShownToken => ({
  token: aToken(given),
  search: '',
  ...(mark === undefined ? {} : { mark }),
});

/** One of each look that a row can have. */
const ROWS: readonly ShownToken[] = [
  row({ name: 'Sync <b>&amp;</b> "all"', purpose: 'Copies contacts', tags: ['Sync', 'other'] }),
  row({ name: 'Expired', expiresAt: '2027-01-01T00:00:00.000Z', tags: ['a', 'b', 'c', 'd'] }),
  row({ name: 'Soon', expiresAt: '2027-03-05T12:00:00.000Z' }, 'waiting'),
  row({ name: 'No purpose', purpose: '', scopes: [], hint: null }, 'conflict'),
  row({ name: 'Refused' }, 'refused'),
];

const LIST = {
  id: 'list',
  found: ROWS,
  headings: [
    { before: 0, words: 'Pinned' },
    { before: 2, words: 'All others' },
  ],
  rows: rowsInSight(0, 510, {
    count: ROWS.length,
    rowHeight: OPTION_HEIGHT,
    headings: { before: [0, 2], height: HEADING_HEIGHT },
  }),
  at: 1,
  now: NOW,
  tagColors: { sync: 'teal' },
  icons: { copy: <Copy />, copying: null },
  busyId: null,
  whenEmpty: 'hide',
  onOpen: nothing,
  onCopy: nothing,
  onPoint: nothing,
} as const;

beforeEach(() => {
  signedInAs(ADA);
  useRegister.setState({ tokens: ROWS });
});
afterEach(() => {
  cleanup();
  dropDraftsAhead();
  usePopupWord.setState({ word: null });
});

function drawn(): Element {
  const into = document.createElement('div');
  const look = firstLook();
  if (look !== null) drawFirstRows(look, into);
  return into;
}

async function lastAt(place: Place): Promise<void> {
  await writeDraft(PLACE_DRAFTS.popup, place);
  await readDraftAhead(PLACE_DRAFTS.popup, isPlace);
}

it('rows that are drawn ahead look in every way as React draws them, but for the button to copy', () => {
  const { container } = render(<TokenList {...LIST} />);
  const buttons = container.querySelectorAll('[title="Copy the value"]');
  expect(buttons).toHaveLength(ROWS.length - 1);
  for (const button of buttons) button.remove();
  const ahead = document.createElement('div');
  drawOnce(<TokenList {...LIST} icons={null} />, ahead);
  expect(ahead.querySelectorAll('[role=option]')).toHaveLength(ROWS.length);
  expect(ahead.innerHTML).toBe(container.innerHTML);
});

describe('the first rows are drawn ahead', () => {
  it('where the popup opens on its list, without deleted tokens', () => {
    useRegister.setState({ tokens: [...ROWS, row({ name: 'Gone', status: 'deleted' })] });
    const names = [...drawn().querySelectorAll('[role=option] .font-semibold')];
    expect(names.map(({ textContent }) => textContent)).toEqual(ROWS.map((one) => one.token.name));
  });

  it('where it was left on the list', async () => {
    await lastAt({ query: '', view: { kind: 'list' } });
    expect(drawn().querySelectorAll('[role=option]')).toHaveLength(ROWS.length);
  });

  it.each<[string, Place]>([
    ['a search', { query: 'sync', view: { kind: 'list' } }],
    ['a token', { query: '', view: { kind: 'token', id: 'tok_1' } }],
  ])('and not where it was left on %s', async (_, place) => {
    await lastAt(place);
    expect(drawn().childElementCount).toBe(0);
  });

  it.each(['locked', 'expired'] as const)('and not for a session that is %s', (kind) => {
    useRegister.setState({ session: { kind, address: 'https://tokens.example', me: ADA } });
    expect(drawn().childElementCount).toBe(0);
  });

  it('and not where the popup has something to say first, or no token to show', () => {
    usePopupWord.setState({ word: { kind: 'not_copied', why: 'none_yet', at: NOW } });
    expect(drawn().childElementCount).toBe(0);
    usePopupWord.setState({ word: null });
    useRegister.setState({ tokens: [] });
    expect(drawn().childElementCount).toBe(0);
  });
});
