import { day, h } from './dom.js';
import { go, tokenPath } from './route.js';

/** Height of one row in px; the style sheet has it too. */
const ROW = 52;
/** Rows beyond either edge of the window. */
const SPARE = 2;

/** Shows only the rows in sight, each in an element that showed another token before. */
export function drawVirtual(list, tokens) {
  const inner = h('div', { class: 'fr-inner' });
  inner.style.height = `${tokens.length * ROW}px`;
  const view = h('div', { class: 'fr-view', role: 'list', 'aria-label': 'API tokens' }, inner);
  const pool = [];

  const makeRow = () => {
    const row = h(
      'div',
      { role: 'listitem', class: 'fr-vrow' },
      h('div', { class: 'fr-vname' }, ' '),
      h('div', { class: 'fr-soft' }, ' '),
    );
    row.addEventListener('click', () => go(tokenPath(row.dataset.id)));
    inner.append(row);
    return row;
  };
  const place = () => {
    const first = Math.max(0, Math.floor(view.scrollTop / ROW) - SPARE);
    const count = Math.ceil(view.clientHeight / ROW) + 2 * SPARE;
    for (let at = first; at < first + count; at += 1) {
      const row = (pool[at % count] ??= makeRow());
      const token = tokens[at];
      row.hidden = token === undefined;
      if (token === undefined) continue;
      row.style.transform = `translateY(${at * ROW}px)`;
      if (row.dataset.id === token.id) continue;
      row.dataset.id = token.id;
      row.firstElementChild.firstChild.data = token.name;
      row.lastElementChild.firstChild.data = `${token.createdBy} · ${day(token.createdAt)}`;
    }
  };
  view.addEventListener('scroll', place);
  list.replaceChildren(view);
  place();
}
