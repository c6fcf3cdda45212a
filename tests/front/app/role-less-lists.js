import { day, h, person, reach } from './dom.js';
import { go, tokenPath } from './route.js';
import { say } from './words.js';

/** A grid of boxes in boxes, in groups, without any role: only its line of headings says what is what. */
export function drawGrid(list, tokens) {
  const half = Math.ceil(tokens.length / 2);
  const groups = [tokens.slice(0, half), tokens.slice(half)].filter(({ length }) => length > 0);
  list.replaceChildren(
    h(
      'div',
      { class: 'fr-grid' },
      h(
        'div',
        { class: 'fr-ghead' },
        ['Created by', 'Name', 'Created', 'Scope'].map((name) =>
          h('div', { class: 'fr-gcell' }, h('span', {}, say(name))),
        ),
      ),
      h(
        'div',
        {},
        groups.map((group) => h('div', { class: 'fr-ggroup' }, group.map(gridRow))),
      ),
    ),
  );
}

function gridRow(token) {
  return h(
    'div',
    { class: 'fr-grow', onclick: () => go(tokenPath(token.id)) },
    h('div', { class: 'fr-gcell' }, h('div', {}, person(token.createdBy))),
    h('div', { class: 'fr-gcell' }, h('div', {}, h('div', { class: 'fr-name' }, token.name))),
    h('div', { class: 'fr-gcell fr-soft' }, h('div', {}, day(token.createdAt))),
    h('div', { class: 'fr-gcell fr-soft' }, h('div', {}, reach(token))),
  );
}

/** Lines of one text: nothing tells where a token ends, so nothing may be written beside it. */
export function drawText(list, tokens) {
  const lines = tokens.flatMap(({ name }) => [name, h('br')]);
  list.replaceChildren(h('p', { class: 'fr-lead' }, lines));
}

/** The longest name that is shown whole; what is longer is cut in its middle. */
const LONGEST = 34;

/** A table whose names stand in several pieces, cut where they are long, with the whole in a tooltip. */
export function drawSplit(list, tokens) {
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
          [say('Name'), say('Created by')].map((name) => h('th', {}, name)),
        ),
      ),
      h(
        'tbody',
        {},
        tokens.map((token) =>
          h(
            'tr',
            { class: 'fr-row', onclick: () => go(tokenPath(token.id)) },
            h('td', {}, h('div', { class: 'fr-pieces', title: token.name }, pieces(token.name))),
            h('td', {}, person(token.createdBy)),
          ),
        ),
      ),
    ),
  );
}

function pieces(name) {
  const shown = name.length > LONGEST ? `${name.slice(0, LONGEST - 12)}…${name.slice(-10)}` : name;
  return shown.split(/(?<= – )/).map((piece) => h('span', { class: 'fr-piece' }, piece));
}
