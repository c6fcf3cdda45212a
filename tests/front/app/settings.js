// A client-routed settings app in the manner of today's: machine-made class names, parts that are
// drawn anew on each change, and a virtual list whose rows are used again.
import { drawCreate } from './create-token.js';
import { h, icon } from './dom.js';
import { go, NEW_TOKEN, startRoutes, theme, TOKENS } from './route.js';
import { drawDetails } from './token-details.js';
import { drawList } from './token-list.js';
import { say } from './words.js';

const GROUPS = {
  Personal: ['Profile', 'Notifications', 'Signatures'],
  Workspace: ['General', 'Inboxes', 'Tags', 'Rules'],
  Company: ['Teammates', 'Billing', 'Developers'],
};
const TABS = ['Apps', 'API Tokens', 'Webhooks'];
const GEAR = 'M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5v5M8 14.5v5';

const app = document.getElementById('app');

function drawShell(main) {
  const section = location.pathname.split('/')[2];
  app.replaceChildren(
    h(
      'nav',
      { class: 'fr-side', 'aria-label': 'Settings' },
      h('div', { class: 'fr-brand' }, icon(GEAR), 'Settings'),
      Object.entries(GROUPS).map(([group, names]) => [
        h('div', { class: 'fr-group' }, group),
        names.map((name) => sideLink(name, name.toLowerCase() === section)),
      ]),
    ),
    main,
  );
}

function sideLink(name, on) {
  const path = `/settings/${name.toLowerCase()}`;
  const onclick = (event) => {
    event.preventDefault();
    go(path);
  };
  return h('a', { href: path, class: on ? 'fr-item fr-on' : 'fr-item', onclick }, name);
}

function drawTitle(part) {
  part.append(
    h('h1', {}, say('Developers')),
    h(
      'p',
      { class: 'fr-lead' },
      'Build on your company’s data with apps, API tokens and webhooks.',
    ),
    h(
      'div',
      { role: 'tablist', class: 'fr-tabs', 'aria-label': 'Developers' },
      TABS.map((name) =>
        h(
          'button',
          {
            role: 'tab',
            class: 'fr-tab',
            'aria-selected': String(name === 'API Tokens'),
            onclick: () => go(TOKENS),
          },
          say(name),
        ),
      ),
    ),
  );
}

/** Another part of the app, of which a link leads to the settings without a page being loaded. */
function drawInbox() {
  const onclick = () => go(TOKENS);
  app.replaceChildren(
    h(
      'main',
      { class: 'fr-main' },
      h('h1', {}, 'Inbox'),
      h('p', { class: 'fr-lead' }, 'There is no mail in the stand-in.'),
      h('button', { class: 'fr-button fr-quiet', onclick }, 'Open settings'),
    ),
  );
}

function draw() {
  if (!location.pathname.startsWith('/settings')) {
    drawInbox();
    return;
  }
  const part = h('div', { class: 'fr-part' });
  drawShell(h('main', { class: 'fr-main' }, part));
  const path = location.pathname;
  if (!path.startsWith(TOKENS)) {
    const name = path.split('/')[2] ?? '';
    part.append(
      h('h1', {}, name.charAt(0).toUpperCase() + name.slice(1)),
      h('p', { class: 'fr-lead' }, 'There is nothing to set here in the stand-in.'),
    );
    return;
  }
  drawTitle(part);
  const id = path.split('/')[4];
  if (path === NEW_TOKEN) drawCreate(part);
  else if (id !== undefined) void drawDetails(part, id);
  else void drawList(part);
}

document.documentElement.dataset.theme = theme;
startRoutes(draw);
