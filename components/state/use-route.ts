import { useSyncExternalStore } from 'react';

/** Where the options page is, from the part of its address behind `#`. */
export type Route =
  | { kind: 'tokens' }
  | { kind: 'new' }
  | { kind: 'token'; id: string }
  | { kind: 'edit'; id: string }
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
  if (area !== 'tokens' || id === undefined || id === '') return { kind: 'tokens' };
  if (id === 'new') return { kind: 'new' };
  return part === 'edit' ? { kind: 'edit', id } : { kind: 'token', id };
}

export function hashOf(route: Route): string {
  switch (route.kind) {
    case 'tokens':
      return '#/tokens';
    case 'new':
      return '#/tokens/new';
    case 'token':
      return `#/tokens/${route.id}`;
    case 'edit':
      return `#/tokens/${route.id}/edit`;
    case 'settings':
      return '#/settings';
    case 'welcome':
      return '#/welcome';
    case 'invitation':
      return '#/invitation';
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
