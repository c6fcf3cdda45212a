/** One entry of a lockfile, as far as it says what else has to be there. */
interface LockedPackage {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly [other: string]: unknown;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
  readonly [other: string]: unknown;
}

/** Where npm looks for a package from a place in the tree: there, and at each level above. */
function findFrom(lock: Lockfile, place: string, name: string): string | null {
  for (let at = place; ;) {
    const key = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (lock.packages[key] !== undefined) return key;
    if (at === '') return null;
    const above = at.lastIndexOf('/node_modules/');
    at = above < 0 ? '' : at.slice(0, above);
  }
}

/**
 * The part of a lockfile that a package with fewer dependencies needs: the same versions and
 * checksums in the same places, so that what was tested is what is installed.
 * @param root the `package.json` that it is for
 * @throws Error when something that is needed is not in the lockfile
 */
export function pruneLock(
  lock: Lockfile,
  root: { readonly name: string; readonly version: string; readonly [other: string]: unknown },
): Lockfile {
  const { dependencies = {} } = root as LockedPackage;
  const kept = new Set<string>();
  const waiting: { from: string; name: string; needed: boolean }[] = Object.keys(dependencies).map(
    (name) => ({ from: '', name, needed: true }),
  );
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { from, name, needed } = next;
    const key = findFrom(lock, from, name);
    if (key === null) {
      if (needed) throw new Error(`${name} (for ${from || 'the service'}) is not in the lockfile`);
      continue;
    }
    if (kept.has(key)) continue;
    kept.add(key);
    const entry = lock.packages[key] ?? {};
    const optional = entry.optionalDependencies ?? {};
    for (const each of Object.keys(entry.dependencies ?? {})) {
      waiting.push({ from: key, name: each, needed: optional[each] === undefined });
    }
    for (const each of Object.keys(optional)) {
      waiting.push({ from: key, name: each, needed: false });
    }
    for (const each of Object.keys(entry.peerDependencies ?? {})) {
      if (entry.peerDependenciesMeta?.[each]?.optional === true) continue;
      waiting.push({ from: key, name: each, needed: true });
    }
  }
  const packages: Record<string, LockedPackage> = { '': rootEntry(root) };
  for (const key of [...kept].sort((a, b) => (a < b ? -1 : 1))) {
    const { dev: _dev, devOptional: _both, ...entry } = lock.packages[key] ?? {};
    packages[key] = entry;
  }
  return {
    name: root.name,
    version: root.version,
    lockfileVersion: lock.lockfileVersion,
    requires: true,
    packages,
  };
}

function rootEntry(root: Readonly<Record<string, unknown>>): LockedPackage {
  const { name, version, license, dependencies, engines } = root;
  return { name, version, license, dependencies, engines } as LockedPackage;
}
