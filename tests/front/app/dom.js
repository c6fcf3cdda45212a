/** Makes an element: attributes as they are, `on…` as listeners, children in order. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null));
  return element;
}

/** A small line drawing; `path` is the `d` of its one path in a box of 24. */
export function icon(path, className = 'fr-icon') {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

const TONES = ['fr-tone0', 'fr-tone1', 'fr-tone2', 'fr-tone3', 'fr-tone4'];

/** A person: the initials in a round, and the name. */
export function person(name) {
  const initials = name
    .split(' ')
    .map((part) => part[0])
    .join('')
    .slice(0, 2);
  const tone = [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % TONES.length;
  return h(
    'span',
    { class: 'fr-person' },
    h('span', { class: `fr-face ${TONES[tone]}`, 'aria-hidden': 'true' }, initials),
    h('span', {}, name),
  );
}

export function day(iso) {
  return new Date(iso).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** What a token's scopes come to in one short text. */
export function reach({ scopes }) {
  if (scopes.some((scope) => scope.endsWith(':*') || scope === 'provisioning'))
    return 'Legacy scope';
  return scopes.length === 1 ? '1 permission' : `${scopes.length} permissions`;
}
