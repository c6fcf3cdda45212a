import {
  APP_TRIGGER_SCOPE,
  ISSUABLE_SCOPES,
  PERMISSION_COLUMNS,
  readScope,
  RESOURCES,
  type Feature,
  type Permission,
  type Resource,
} from '../../contract/scopes.ts';
import { OPERATIONS_BY_ID, type Operation } from '../../contract/operations.ts';

/** A row of the permissions in Front's form, with the boxes to tick and what needs each. */
export interface PlannedResource {
  readonly resource: Resource;
  readonly permissions: readonly {
    readonly permission: Permission;
    readonly operations: readonly Operation[];
  }[];
}

/** The least that has to be ticked in Front's form for some operations. */
export interface ScopePlan {
  /** In Front's order; each is asked for by at least one of the operations. */
  readonly scopes: readonly string[];
  readonly features: readonly Feature[];
  readonly resources: readonly PlannedResource[];
  /** Operations that any token may call. */
  readonly free: readonly Operation[];
  readonly deprecated: readonly Operation[];
}

/**
 * Plans the smallest set of permissions for these operations. Each operation asks for one scope, in
 * Front's own table and never by its method, so the set is plainly the union; that writing would
 * include reading is said nowhere, and not assumed. Ids that the table lacks are left out.
 */
export function planOf(operationIds: readonly string[]): ScopePlan {
  const operations = [...new Set(operationIds)].flatMap((id) => OPERATIONS_BY_ID.get(id) ?? []);
  const asked = new Set(operations.map(({ scope }) => scope));
  const scopes = ISSUABLE_SCOPES.filter((scope) => asked.has(scope));
  const resources = RESOURCES.flatMap((resource) => {
    const permissions = PERMISSION_COLUMNS.flatMap((permission) => {
      const needing = operations.filter(({ scope }) => scope === `${resource}:${permission}`);
      return needing.length === 0 ? [] : [{ permission, operations: needing }];
    });
    return permissions.length === 0 ? [] : [{ resource, permissions }];
  });
  return {
    scopes,
    features: featuresOf(scopes),
    resources,
    free: operations.filter(({ scope }) => scope === null),
    deprecated: operations.filter(({ deprecated }) => deprecated),
  };
}

/** The same table for scopes of which nobody knows what they are needed for. */
export function planOfScopes(scopes: readonly string[]): ScopePlan {
  const resources = RESOURCES.flatMap((resource) => {
    const permissions = PERMISSION_COLUMNS.filter((permission) =>
      scopes.includes(`${resource}:${permission}`),
    ).map((permission) => ({ permission, operations: [] }));
    return permissions.length === 0 ? [] : [{ resource, permissions }];
  });
  return { scopes, features: featuresOf(scopes), resources, free: [], deprecated: [] };
}

/** The features of Front's form that these scopes need. Even a token that may do nothing accesses resources. */
export function featuresOf(scopes: readonly string[]): readonly Feature[] {
  const access = scopes.some((scope) => readScope(scope).kind === 'permission');
  const triggers = scopes.includes(APP_TRIGGER_SCOPE);
  return [
    ...(access || !triggers ? (['access_resources'] as const) : []),
    ...(triggers ? (['application_triggers'] as const) : []),
  ];
}
