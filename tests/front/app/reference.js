// Documentation in the shape of today's sites: a sidebar of links, one page a call, and a router of
// its own that asks for the page before it draws it, so that the address is another for a while.
import { h } from './dom.js';
import { go, startRoutes, theme } from './route.js';

const PAGES = {
  Accounts: [['create-account', 'Create account', 'POST', '/accounts', 'accounts:write']],
  Contacts: [
    ['list-contacts', 'List contacts', 'GET', '/contacts', 'contacts:read'],
    ['get-contact', 'Get contact', 'GET', '/contacts/{contact_id}', 'contacts:read'],
    ['create-contact', 'Create contact', 'POST', '/contacts', 'contacts:write'],
  ],
  Conversations: [
    ['list-conversations', 'List conversations', 'GET', '/conversations', 'conversations:read'],
    [
      'create-message-reply',
      'Create message reply',
      'POST',
      '/conversations/{conversation_id}/messages',
      'messages:send',
    ],
  ],
  Tags: [['list-tags', 'List tags', 'GET', '/tags', 'tags:read']],
  Token: [['api-token-details', 'Token details', 'GET', '/me', null]],
};
const GUIDES = [
  ['/docs/welcome', 'Welcome'],
  ['/docs/pagination', 'Pagination'],
];
const TONES = { GET: 'fr-get', POST: 'fr-post' };
const LOADS_MS = 60;

const app = document.getElementById('app');

function link(path, text, before = null) {
  const on = location.pathname === path;
  const onclick = (event) => {
    event.preventDefault();
    go(path);
  };
  return h(
    'a',
    { href: path, class: on ? 'fr-item fr-on' : 'fr-item', onclick },
    before,
    h('span', {}, text),
  );
}

function sidebar() {
  return h(
    'nav',
    { class: 'fr-side', 'aria-label': 'Documentation' },
    h('div', { class: 'fr-brand' }, 'Front API'),
    h('div', { class: 'fr-group' }, 'Guides'),
    GUIDES.map(([path, title]) => link(path, title)),
    Object.entries(PAGES).map(([group, pages]) => [
      h('div', { class: 'fr-group' }, group),
      pages.map(([id, title, method]) =>
        link(`/reference/${id}`, title, h('b', { class: TONES[method] }, method)),
      ),
    ]),
    link('/reference/not-an-operation', 'About this reference'),
  );
}

function operation([, title, method, path, scope]) {
  return [
    h('h1', {}, title),
    h(
      'p',
      { class: 'fr-call' },
      h('b', { class: TONES[method] }, method),
      h('code', {}, `https://api2.frontapp.com${path}`),
    ),
    h('p', {}, scope === null ? 'Any token will do.' : ['Required scope: ', h('code', {}, scope)]),
    h('h2', {}, 'Query params'),
    ['limit', 'page_token', 'q'].map((name) =>
      h('p', { class: 'fr-param' }, h('code', {}, name), ' A parameter of this call.'),
    ),
    h('h2', {}, 'Responses'),
    h('pre', {}, '{\n  "_pagination": { "next": null },\n  "_links": {},\n  "_results": []\n}'),
  ];
}

function content() {
  const id = location.pathname.split('/')[2];
  const page = Object.values(PAGES)
    .flat()
    .find(([candidate]) => candidate === id);
  if (location.pathname.startsWith('/docs/')) {
    const [, title = 'Guide'] = GUIDES.find(([path]) => path === location.pathname) ?? [];
    return [h('h1', {}, title), h('p', {}, 'How to work with Front’s API.')];
  }
  return page === undefined ? [h('h1', {}, 'About this reference')] : operation(page);
}

let drawing = 0;
function draw() {
  const mine = ++drawing;
  globalThis.setTimeout(() => {
    if (mine !== drawing) return;
    const main = h('main', { class: 'fr-main' }, content());
    document.title = main.querySelector('h1').textContent;
    app.replaceChildren(sidebar(), main);
  }, LOADS_MS);
}

document.documentElement.dataset.theme = theme;
startRoutes(draw);
