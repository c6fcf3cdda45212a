// @vitest-environment node
import { expect, test } from 'vitest';
import { OPERATIONS, OPERATIONS_SOURCE } from '../../../contract/operations.ts';
import {
  APP_TRIGGER_SCOPE,
  ISSUABLE_SCOPES,
  LEGACY_SCOPES,
  readScope,
  RESOURCE_SCOPES,
} from '../../../contract/scopes.ts';

test('the 56 scopes are those that Front’s published operations ask for, and no more', () => {
  const asked = new Set(OPERATIONS.map((operation) => operation.scope).filter((s) => s !== null));
  expect(RESOURCE_SCOPES).toHaveLength(55);
  expect([...RESOURCE_SCOPES, APP_TRIGGER_SCOPE].toSorted()).toEqual([...asked].toSorted());
  expect(ISSUABLE_SCOPES).toHaveLength(56);
});

test('of 244 operations GET /me alone needs no scope', () => {
  expect(OPERATIONS).toHaveLength(244);
  const free = OPERATIONS.filter((operation) => operation.scope === null);
  expect(free.map((operation) => `${operation.method} ${operation.path}`)).toEqual(['GET /me']);
  expect(OPERATIONS_SOURCE.commit).toMatch(/^[0-9a-f]{7,40}$/);
});

test('no two operations share an id, or a method and path', () => {
  expect(new Set(OPERATIONS.map((o) => o.id)).size).toBe(OPERATIONS.length);
  expect(new Set(OPERATIONS.map((o) => `${o.method} ${o.path}`)).size).toBe(OPERATIONS.length);
});

test('the permission is Front’s own, not the method’s: sends and reads by POST, writes by DELETE', () => {
  const by = (method: string, permission: string) =>
    OPERATIONS.filter((o) => o.method === method && o.scope?.endsWith(`:${permission}`)).length;
  expect(by('POST', 'send')).toBe(2);
  expect(by('POST', 'read')).toBe(2);
  expect(by('DELETE', 'write')).toBe(13);
});

test('a scope is split at its last colon', () => {
  expect(readScope('events:*:read')).toEqual({
    kind: 'permission',
    resource: 'events:*',
    permission: 'read',
  });
});

test.each(RESOURCE_SCOPES)('%s reads as a permission', (scope) => {
  const reading = readScope(scope);
  expect(reading.kind === 'permission' && `${reading.resource}:${reading.permission}`).toBe(scope);
});

test('legacy scopes and the app trigger are known by name; anything else is kept as unknown', () => {
  for (const scope of LEGACY_SCOPES) expect(readScope(scope).kind).toBe('legacy');
  expect(readScope(APP_TRIGGER_SCOPE).kind).toBe('app_trigger');
  for (const scope of [
    '',
    ':',
    'tags',
    'tags:',
    ':read',
    'tags:fly',
    'tags:READ',
    'constructor:read',
    '__proto__:read',
    'tags:read:read',
  ]) {
    expect([scope, readScope(scope).kind]).toEqual([scope, 'unknown']);
  }
});
