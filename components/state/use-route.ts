import { useSyncExternalStore } from 'react';

/** Where the options page is, from the part of its address behind `#`. */
export type Route =
  | { kind: 'tokens' }
  /** `front` is the name of a token on Front's page that is to be recorded. */
  | { kind: 'new'; front?: string }
  /** The tokens that can make one call of Front's API, and the form for one that is wanted for it. */
  | { kind: 'operation'; id: string }
  | { kind: 'new_for'; operation: string }
  | { kind: 'token'; id: string }
  | { kind: 'edit'; id: string }
  /** The guided rotation of a Front token. */
  | { kind: 'replace'; id: string }
  | { kind: 'people' }
  | { kind: 'person'; id: string }
  | { kind: 'requests' }
  /** `token` narrows it to one token's events. */
  | { kind: 'audit'; token: string | null }
  | { kind: 'tags' }
  | { kind: 'budget' }
  | { kind: 'import' }
  | { kind: 'find' }
  | { kind: 'health' }
  | { kind: 'browsers' }
  /** What waits to be sent, and what was put aside. */
  | { kind: 'changes' }
  | { kind: 'settings' }
  | { kind: 'welcome' }
  /** The welcome of somebody who has an invitation. */
  | { kind: 'invitation' };

/** Reads `#/tokens/tok_…/edit` and its like; whatever is unknown leads to the list. */
export function readRoute(hash: string): Route {
  const [area, id, part] = hash.replace(/^#\/?/, '').split('/');
  if (area === 'welcome') return { kind: 'welcome' };
  if (area === 'invitation') return { kind: 'invitation' };
  if (area === 'settings') return { kind: 'settings' };
  if (area === 'changes') return { kind: 'changes' };
  if (area === 'requests') return { kind: 'requests' };
  if (area === 'tags') return { kind: 'tags' };
  if (area === 'budget') return { kind: 'budget' };
  if (area === 'import') return { kind: 'import' };
  if (area === 'find') return { kind: 'find' };
  if (area === 'health') return { kind: 'health' };
  if (area === 'browsers') return { kind: 'browsers' };
  const given = id === undefined || id === '' ? null : id;
  if (area === 'audit') return { kind: 'audit', token: given };
  if (area === 'people') return given === null ? { kind: 'people' } : { kind: 'person', id: given };
  if (area === 'operations' && given !== null) {
    return part === 'new'
      ? { kind: 'new_for', operation: given }
      : { kind: 'operation', id: given };
  }
  if (area !== 'tokens' || given === null) return { kind: 'tokens' };
  if (given === 'new') return part ? { kind: 'new', front: decoded(part) } : { kind: 'new' };
  if (part === 'replace') return { kind: 'replace', id: given };
  return part === 'edit' ? { kind: 'edit', id: given } : { kind: 'token', id: given };
}

export function hashOf(route: Route): `#/${string}` {
  switch (route.kind) {
    case 'tokens':
      return '#/tokens';
    case 'new':
      return `#/tokens/new${route.front ? `/${encodeURIComponent(route.front)}` : ''}`;
    case 'operation':
      return `#/operations/${route.id}`;
    case 'new_for':
      return `#/operations/${route.operation}/new`;
    case 'token':
      return `#/tokens/${route.id}`;
    case 'edit':
      return `#/tokens/${route.id}/edit`;
    case 'replace':
      return `#/tokens/${route.id}/replace`;
    case 'people':
      return '#/people';
    case 'person':
      return `#/people/${route.id}`;
    case 'requests':
      return '#/requests';
    case 'audit':
      return route.token === null ? '#/audit' : `#/audit/${route.token}`;
    case 'tags':
      return '#/tags';
    case 'budget':
      return '#/budget';
    case 'import':
      return '#/import';
    case 'find':
      return '#/find';
    case 'health':
      return '#/health';
    case 'browsers':
      return '#/browsers';
    case 'changes':
      return '#/changes';
    case 'settings':
      return '#/settings';
    case 'welcome':
      return '#/welcome';
    case 'invitation':
      return '#/invitation';
  }
}

/** An address that somebody has typed may be no text at all. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

export function goTo(route: Route): void {
  location.hash = hashOf(route);
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return readRoute(hash);
}

function subscribe(onChange: () => void): () => void {
  addEventListener('hashchange', onChange);
  return () => removeEventListener('hashchange', onChange);
}
