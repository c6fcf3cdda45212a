import { day, h, person } from './dom.js';
import { go, TOKENS } from './route.js';
import { deleteToken, readToken, readValue } from './server.js';
import { say } from './words.js';

const HIDDEN = '•'.repeat(28);

export async function drawDetails(part, id) {
  const token = await readToken(id);
  part.append(
    h(
      'a',
      {
        href: TOKENS,
        class: 'fr-back',
        onclick: (event) => {
          event.preventDefault();
          go(TOKENS);
        },
      },
      say('← All tokens'),
    ),
  );
  if (token.name === undefined) {
    part.append(h('p', { class: 'fr-empty' }, 'This token is no longer there.'));
    return;
  }
  part.append(
    h('h2', {}, token.name),
    h(
      'dl',
      { class: 'fr-facts' },
      fact('Token', ...valueParts(id)),
      fact('Created by', person(token.createdBy)),
      fact('Created', day(token.createdAt)),
      fact('Features', token.features.join(', ')),
      fact('Namespaces', token.namespaces.join(', ')),
      fact(
        'Scope',
        token.scopes.map((scope) => h('span', { class: 'fr-chip' }, scope)),
      ),
    ),
    h(
      'div',
      { class: 'fr-danger' },
      h(
        'div',
        {},
        h('strong', {}, say('Delete this token')),
        h('p', { class: 'fr-lead' }, 'Whatever uses it stops working at once.'),
      ),
      h(
        'button',
        { class: 'fr-button fr-red', onclick: () => confirmDelete(part, token) },
        say('Delete'),
      ),
    ),
  );
}

function fact(name, ...content) {
  return [h('dt', {}, name), h('dd', {}, ...content)];
}

function valueParts(id) {
  const value = h('code', { class: 'fr-value' }, HIDDEN);
  const reveal = h('button', { class: 'fr-button fr-quiet' }, say('Reveal'));
  reveal.addEventListener('click', async () => {
    const hidden = value.textContent === HIDDEN;
    value.textContent = hidden ? await readValue(id) : HIDDEN;
    reveal.textContent = say(hidden ? 'Hide' : 'Reveal');
  });
  const copy = h('button', { class: 'fr-button fr-quiet' }, say('Copy'));
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(await readValue(id));
    copy.textContent = say('Copied');
  });
  return [value, h('span', { class: 'fr-actions' }, reveal, copy)];
}

function confirmDelete(part, token) {
  const dialog = h(
    'dialog',
    { class: 'fr-dialog', 'aria-label': 'Delete token' },
    h('h2', {}, say('Delete token?')),
    h('p', {}, h('strong', {}, token.name), ' will stop working at once. This cannot be undone.'),
    h(
      'div',
      { class: 'fr-actions' },
      h('button', { class: 'fr-button fr-quiet', onclick: () => dialog.remove() }, say('Cancel')),
      h(
        'button',
        {
          class: 'fr-button fr-red',
          onclick: async () => {
            await deleteToken(token.id);
            go(TOKENS);
          },
        },
        say('Delete token'),
      ),
    ),
  );
  part.append(dialog);
  dialog.showModal();
}
