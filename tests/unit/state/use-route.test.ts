import { describe, expect, it } from 'vitest';
import { hashOf, readRoute, type Route } from '../../../components/state/use-route.ts';

const ROUTES: readonly Route[] = [
  { kind: 'tokens' },
  { kind: 'new' },
  { kind: 'new', front: 'Zapier / n8n – 50 %' },
  { kind: 'token', id: 'tok_0000000000000001' },
  { kind: 'edit', id: 'tok_0000000000000001' },
  { kind: 'people' },
  { kind: 'person', id: 'mem_0000000000000001' },
  { kind: 'requests' },
  { kind: 'audit', token: null },
  { kind: 'audit', token: 'tok_0000000000000001' },
  { kind: 'budget' },
  { kind: 'browsers' },
  { kind: 'settings' },
];

describe('a page of the options', () => {
  it.each(ROUTES.map((route) => [hashOf(route), route] as const))(
    'is found again by its address %s',
    (hash, route) => {
      expect(readRoute(hash)).toEqual(route);
    },
  );

  it.each(['', '#', '#/nowhere', '#/tokens/', '#//people'])(
    'that is unknown leads to the list: “%s”',
    (hash) => {
      expect(readRoute(hash)).toEqual({ kind: 'tokens' });
    },
  );
});
