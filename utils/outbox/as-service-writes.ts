import { nameKey } from '../../contract/fold.ts';
import type { PatchToken } from '../../contract/token.ts';

/**
 * A patch in the service's own writing: each item of a list once, moments with milliseconds. An
 * answer that was lost is known by what stands there, so both have to be written alike.
 * `tests/service/outbox.test.ts` holds it against the service.
 */
export function asServiceWrites(patch: PatchToken): PatchToken {
  const { tags, scopes, features, namespaces, expiresAt } = patch;
  return {
    ...patch,
    ...(tags === undefined ? {} : { tags: onceEach(tags, nameKey) }),
    ...(scopes === undefined ? {} : { scopes: onceEach(scopes) }),
    ...(features === undefined ? {} : { features: onceEach(features) }),
    ...(namespaces === undefined ? {} : { namespaces: onceEach(namespaces) }),
    ...(typeof expiresAt === 'string' ? { expiresAt: new Date(expiresAt).toISOString() } : {}),
  };
}

function onceEach<T extends string>(items: readonly T[], keyOf = (item: string) => item): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
