import { day, h, icon, person, reach } from './dom.js';
import { drawGrid, drawSplit, drawText } from './role-less-lists.js';
import { count, drawAgain, drawsAll, go, NEW_TOKEN, slow, structure, tokenPath } from './route.js';
import { listTokens } from './server.js';
import { drawVirtual } from './virtual-list.js';
import { say } from './words.js';

const DRAW = {
  table: drawTable,
  cards: drawCards,
  virtual: drawVirtual,
  grid: drawGrid,
  split: drawSplit,
  text: drawText,
};
const LENS = 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M20 20l-4.9-4.9';
const PLUS = 'M12 5v14M5 12h14';

export async function drawList(part) {
  const tokens = drawsAll && kept !== null ? kept : withFillers(await listTokens());
  kept = tokens;
  if (slow > 0) await new Promise((resolve) => setTimeout(resolve, slow));
  const list = h('div', { class: 'fr-list' });
  const show = (filter) => {
    const shown = tokens.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
    if (shown.length === 0) list.replaceChildren(emptyNote(filter));
    else (DRAW[structure] ?? drawTable)(list, shown);
  };
  part.append(
    h(
      'div',
      { class: 'fr-bar' },
      h(
        'div',
        { class: 'fr-search' },
        icon(LENS),
        h('input', {
          type: 'search',
          class: 'fr-input',
          placeholder: say('Filter tokens'),
          'aria-label': say('Filter tokens'),
          value: lookedFor,
          oninput: async (event) => {
            lookedFor = event.target.value;
            if (!drawsAll) show(lookedFor);
            else drawAgain();
          },
        }),
      ),
      h(
        'button',
        { class: 'fr-button', onclick: () => go(NEW_TOKEN) },
        icon(PLUS),
        say('Create API token'),
      ),
    ),
    list,
  );
  show(lookedFor);
  if (lookedFor !== '') putCursorBack(part);
}

/** What is looked for outlives the app's being drawn anew. */
let lookedFor = '';
let kept = null;

function putCursorBack(part) {
  const field = part.querySelector('input');
  field.focus();
  field.setSelectionRange(lookedFor.length, lookedFor.length);
}

function withFillers(tokens) {
  const fillers = Array.from({ length: Math.max(0, count - tokens.length) }, (_, at) => ({
    id: `filler-${at}`,
    name: `Filler ${at} – nobody knows it – production`,
    createdBy: 'Ada Admin',
    createdAt: '2026-03-01T10:00:00.000Z',
    scopes: ['tags:read'],
  }));
  return [...tokens, ...fillers];
}

function emptyNote(filter) {
  const text = filter === '' ? 'There are no API tokens yet.' : `No token matches “${filter}”.`;
  return h('p', { class: 'fr-empty' }, text);
}

function drawTable(list, tokens) {
  list.replaceChildren(
    h(
      'table',
      { class: 'fr-table' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['Name', 'Created by', 'Created', 'Scope'].map((name) =>
            h('th', { scope: 'col' }, say(name)),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        tokens.map((token) =>
          h(
            'tr',
            { class: 'fr-row', onclick: () => go(tokenPath(token.id)) },
            h('td', { class: 'fr-cut' }, h('span', { class: 'fr-name' }, token.name)),
            h('td', {}, person(token.createdBy)),
            h('td', { class: 'fr-soft' }, day(token.createdAt)),
            h('td', { class: 'fr-soft' }, reach(token)),
          ),
        ),
      ),
    ),
  );
}

function drawCards(list, tokens) {
  list.replaceChildren(
    h(
      'ul',
      { class: 'fr-cards' },
      tokens.map((token) =>
        h(
          'li',
          { class: 'fr-card', onclick: () => go(tokenPath(token.id)) },
          h('div', { class: 'fr-head' }, h('strong', {}, token.name)),
          h(
            'div',
            { class: 'fr-meta' },
            person(token.createdBy),
            h('span', {}, day(token.createdAt)),
            h('span', { class: 'fr-chip' }, reach(token)),
          ),
        ),
      ),
    ),
  );
}
