import { h } from './dom.js';
import { go, TOKENS, tokenPath } from './route.js';
import { createToken } from './server.js';
import { say } from './words.js';

const FEATURES = ['Access resources', 'Auto-provisioning', 'Application triggers'];
const NAMESPACES = ['Global resources', 'Shared resources', 'Private resources'];
const PERMISSIONS = { r: 'read', w: 'write', d: 'delete', s: 'send' };
/** Which permissions each resource knows, by their first letters. */
const RESOURCES = {
  accounts: 'rwd',
  analytics: 'r',
  attachments: 'r',
  channels: 'rw',
  comments: 'rw',
  contacts: 'rwd',
  conversations: 'rwd',
  custom_fields: 'r',
  drafts: 'rwd',
  'events:*': 'r',
  inboxes: 'rw',
  knowledge_bases: 'rwd',
  links: 'rw',
  message_templates: 'rwd',
  messages: 'rws',
  rules: 'r',
  shifts: 'rw',
  signatures: 'rwd',
  statuses: 'r',
  tags: 'rwd',
  teammate_groups: 'rwd',
  teammates: 'rw',
  teams: 'rw',
  time_off: 'rwd',
  views: 'rw',
};

export function drawCreate(part) {
  const name = h('input', {
    class: 'fr-input',
    id: 'token-name',
    required: true,
    placeholder: 'What will use this token?',
  });
  const features = choices('Features', FEATURES, ['Access resources']);
  const namespaces = choices('Namespaces', NAMESPACES, ['Shared resources']);
  const permissions = matrix();
  const save = async (event) => {
    event.preventDefault();
    const token = await createToken({
      name: name.value,
      features: ticked(features),
      namespaces: ticked(namespaces),
      scopes: ticked(permissions),
    });
    if (token.id !== undefined) go(tokenPath(token.id));
  };
  part.append(
    h('h2', {}, say('New API token')),
    h(
      'form',
      { class: 'fr-form', onsubmit: save },
      h('label', { class: 'fr-label', for: 'token-name' }, say('API token name')),
      name,
      features,
      namespaces,
      h('fieldset', {}, h('legend', {}, say('Permissions')), permissions),
      h(
        'div',
        { class: 'fr-actions' },
        h('button', { class: 'fr-button' }, say('Create')),
        h(
          'button',
          { type: 'button', class: 'fr-button fr-quiet', onclick: () => go(TOKENS) },
          say('Cancel'),
        ),
      ),
    ),
  );
}

function choices(legend, names, chosen) {
  return h(
    'fieldset',
    {},
    h('legend', {}, legend),
    names.map((label) =>
      h(
        'label',
        { class: 'fr-check' },
        h('input', { type: 'checkbox', value: label, checked: chosen.includes(label) }),
        label,
      ),
    ),
  );
}

function matrix() {
  const letters = Object.keys(PERMISSIONS);
  return h(
    'table',
    { class: 'fr-table fr-matrix' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ['Resource', 'Read', 'Write', 'Delete', 'Send'].map((text) => h('th', {}, text)),
      ),
    ),
    h(
      'tbody',
      {},
      Object.entries(RESOURCES).map(([resource, allowed]) =>
        h(
          'tr',
          {},
          h('td', {}, resource.replaceAll('_', ' ')),
          letters.map((letter) =>
            h('td', {}, allowed.includes(letter) ? permissionBox(resource, letter) : null),
          ),
        ),
      ),
    ),
  );
}

function permissionBox(resource, letter) {
  return h('input', {
    type: 'checkbox',
    value: `${resource}:${PERMISSIONS[letter]}`,
    'aria-label': `${resource} ${PERMISSIONS[letter]}`,
  });
}

function ticked(root) {
  return [...root.querySelectorAll('input:checked')].map((box) => box.value);
}
