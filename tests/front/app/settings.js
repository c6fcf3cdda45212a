// A small client-routed settings page, in the manner of today's web apps: machine-made class names,
// rows that are drawn anew on each change, and, for the virtual list, elements that are used again.
const app = document.getElementById('app');
const structure = new URLSearchParams(location.search).get('structure') ?? 'table';
const SECTIONS = ['General', 'Teammates', 'Rules', 'Developers'];
const TABS = ['Apps', 'API Tokens', 'Webhooks'];
const FEATURES = ['Access resources', 'Auto-provisioning', 'Application triggers'];
const NAMESPACES = ['Global resources', 'Shared resources', 'Private resources'];
const RESOURCES = {
  accounts: 'rwd', analytics: 'r', attachments: 'r', channels: 'rw', comments: 'rw', contacts: 'rwd',
  conversations: 'rwd', custom_fields: 'r', drafts: 'rwd', inboxes: 'rw', knowledge_bases: 'rwd',
  links: 'rw', message_templates: 'rwd', messages: 'rws', rules: 'r', shifts: 'rw', signatures: 'rwd',
  statuses: 'r', tags: 'rwd', teammate_groups: 'rwd', teammates: 'rw', teams: 'rw', time_off: 'rwd', views: 'rw',
};
const PERMISSIONS = { r: 'read', w: 'write', d: 'delete', s: 'send' };

let tokens = [];
let filter = '';

const h = (tag, props = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== undefined) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null));
  return element;
};

const api = async (path, options) => {
  const response = await fetch(`/_app/tokens${path}`, options);
  return response.status === 204 ? null : response.json();
};

const go = (path) => {
  history.pushState(null, '', path + location.search);
  void draw();
};
addEventListener('popstate', () => void draw());

const link = (path, ...children) =>
  h('a', { href: path, class: 'fr-link', onclick: (event) => { event.preventDefault(); go(path); } }, ...children);

const day = (iso) => new Date(iso).toLocaleDateString('en-US', { month: 'short', day: 'numeric', year: 'numeric' });

async function draw() {
  const path = location.pathname;
  const page = h('main', { class: 'fr-main' });
  app.replaceChildren(
    h('nav', { class: 'fr-nav', 'aria-label': 'Settings' }, h('div', { class: 'fr-brand' }, 'Settings'),
      SECTIONS.map((name) => h('div', { class: path.includes(name.toLowerCase()) ? 'fr-item fr-on' : 'fr-item' },
        link(`/settings/${name.toLowerCase()}`, name)))),
    page,
  );
  if (!path.startsWith('/settings/developers')) {
    page.append(h('h1', {}, 'General'), h('p', { class: 'fr-soft' }, 'Nothing to set here.'));
    return;
  }
  const [, , , , id] = path.split('/');
  if (path.endsWith('/tokens/new')) return drawCreate(page);
  if (id !== undefined) return drawDetails(page, id);
  return drawList(page);
}

const header = (page) =>
  page.append(
    h('h1', {}, 'Developers'),
    h('div', { role: 'tablist', class: 'fr-tabs' },
      TABS.map((name) => h('button', { role: 'tab', class: 'fr-tab', 'aria-selected': String(name === 'API Tokens') }, name))),
  );

async function drawList(page) {
  tokens = await api('');
  header(page);
  const list = h('div', { class: 'fr-list' });
  page.append(
    h('div', { class: 'fr-bar' },
      h('input', { type: 'search', placeholder: 'Filter tokens', 'aria-label': 'Filter tokens', class: 'fr-input',
        oninput: (event) => { filter = event.target.value.toLowerCase(); drawRows(list); } }),
      h('button', { class: 'fr-button', onclick: () => go('/settings/developers/tokens/new') }, 'Create API token')),
    list,
  );
  drawRows(list);
}

const shown = () => tokens.filter((token) => token.name.toLowerCase().includes(filter));
const open = (token) => () => go(`/settings/developers/tokens/${token.id}`);

function drawRows(list) {
  if (structure === 'cards') return drawCards(list);
  if (structure === 'virtual') return drawVirtual(list);
  list.replaceChildren(
    h('table', { class: 'fr-table' },
      h('thead', {}, h('tr', {}, ['Name', 'Created by', 'Created', 'Scope'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, shown().map((token) =>
        h('tr', { class: 'fr-row', onclick: open(token) },
          h('td', {}, h('span', { class: 'fr-name' }, token.name)),
          h('td', {}, token.createdBy), h('td', {}, day(token.createdAt)),
          h('td', {}, `${token.scopes.length} permissions`))))),
  );
}

function drawCards(list) {
  list.replaceChildren(
    h('ul', { class: 'fr-cards' }, shown().map((token) =>
      h('li', { class: 'fr-card', onclick: open(token) },
        h('div', { class: 'fr-cardhead' }, h('strong', {}, token.name)),
        h('div', { class: 'fr-soft' }, `Created by ${token.createdBy} on ${day(token.createdAt)}`)))),
  );
}

const ROW = 52;
function drawVirtual(list) {
  const rows = shown();
  const inner = h('div', { class: 'fr-inner', style: `height:${rows.length * ROW}px` });
  const view = h('div', { class: 'fr-view', role: 'list', 'aria-label': 'API tokens' }, inner);
  const pool = [];
  const place = () => {
    const first = Math.max(0, Math.floor(view.scrollTop / ROW) - 2);
    const count = Math.ceil(view.clientHeight / ROW) + 4;
    for (let i = 0; i < count; i++) {
      const at = first + i;
      // Row `at` always lands on the same element of the pool, whatever that one showed before.
      const row = (pool[at % count] ??= makeRow());
      const token = rows[at];
      row.hidden = token === undefined;
      if (token === undefined) continue;
      row.style.transform = `translateY(${at * ROW}px)`;
      if (row.dataset.at === token.id) continue;
      row.dataset.at = token.id;
      row.firstChild.firstChild.data = token.name;
      row.lastChild.firstChild.data = `${token.createdBy} · ${day(token.createdAt)}`;
    }
  };
  const makeRow = () => {
    const row = h('div', { role: 'listitem', class: 'fr-vrow' }, h('div', { class: 'fr-vname' }, ' '), h('div', { class: 'fr-soft' }, ' '));
    row.addEventListener('click', () => go(`/settings/developers/tokens/${row.dataset.at}`));
    inner.append(row);
    return row;
  };
  view.addEventListener('scroll', place);
  list.replaceChildren(view);
  place();
}

async function drawDetails(page, id) {
  const token = await api(`/${id}`);
  header(page);
  const value = h('code', { class: 'fr-value' }, '••••••••••••••••••••••••');
  const read = async () => (await api(`/${id}/value`)).value;
  page.append(
    h('p', {}, link('/settings/developers', '← All tokens')),
    h('h2', {}, token.name),
    h('dl', { class: 'fr-facts' },
      h('dt', {}, 'Token'), h('dd', {}, value, ' ',
        h('button', { class: 'fr-button fr-quiet', onclick: async () => { value.textContent = await read(); } }, 'Reveal'), ' ',
        h('button', { class: 'fr-button fr-quiet', onclick: async () => navigator.clipboard.writeText(await read()) }, 'Copy')),
      h('dt', {}, 'Created by'), h('dd', {}, token.createdBy),
      h('dt', {}, 'Created'), h('dd', {}, day(token.createdAt)),
      h('dt', {}, 'Features'), h('dd', {}, token.features.join(', ')),
      h('dt', {}, 'Namespaces'), h('dd', {}, token.namespaces.join(', ')),
      h('dt', {}, 'Permissions'), h('dd', {}, token.scopes.join(', '))),
    h('button', { class: 'fr-button fr-danger', onclick: () => confirmDelete(page, token) }, 'Delete'),
  );
}

function confirmDelete(page, token) {
  const dialog = h('dialog', { class: 'fr-dialog', 'aria-label': 'Delete token' },
    h('p', {}, 'Delete the token ', h('strong', {}, token.name), '? This cannot be undone.'),
    h('button', { class: 'fr-button fr-danger', onclick: async () => {
      await api(`/${token.id}`, { method: 'DELETE' });
      go('/settings/developers');
    } }, 'Delete token'), ' ',
    h('button', { class: 'fr-button fr-quiet', onclick: () => dialog.remove() }, 'Cancel'));
  page.append(dialog);
  dialog.showModal();
}

function drawCreate(page) {
  header(page);
  const name = h('input', { class: 'fr-input', id: 'token-name', required: true });
  const boxes = (names) => names.map((label) => {
    const box = h('input', { type: 'checkbox', value: label });
    return h('label', { class: 'fr-check' }, box, ` ${label}`);
  });
  const features = h('fieldset', {}, h('legend', {}, 'Features'), boxes(FEATURES));
  const namespaces = h('fieldset', {}, h('legend', {}, 'Namespaces'), boxes(NAMESPACES));
  const permissions = h('table', { class: 'fr-table' },
    h('thead', {}, h('tr', {}, ['Resource', 'Read', 'Write', 'Delete', 'Send'].map((text) => h('th', {}, text)))),
    h('tbody', {}, Object.entries(RESOURCES).map(([resource, allowed]) =>
      h('tr', {}, h('td', {}, resource), ['r', 'w', 'd', 's'].map((key) =>
        h('td', {}, allowed.includes(key)
          ? h('input', { type: 'checkbox', value: `${resource}:${PERMISSIONS[key]}`, 'aria-label': `${resource} ${PERMISSIONS[key]}` })
          : null))))));
  const ticked = (root) => [...root.querySelectorAll('input:checked')].map((box) => box.value);
  page.append(
    h('h2', {}, 'New API token'),
    h('form', { class: 'fr-form', onsubmit: async (event) => {
      event.preventDefault();
      const token = await api('', { method: 'POST', body: JSON.stringify({
        name: name.value, features: ticked(features), namespaces: ticked(namespaces), scopes: ticked(permissions) }) });
      go(`/settings/developers/tokens/${token.id}`);
    } },
      h('label', { for: 'token-name' }, 'API token name'), name, features, namespaces,
      h('fieldset', {}, h('legend', {}, 'Permissions'), permissions),
      h('button', { class: 'fr-button' }, 'Create')),
  );
}

void draw();
