import table from './core-operations.json' with { type: 'json' };

/** One operation of Front's Core API. `scope` is null for `GET /me` alone, which any token may call. */
export interface Operation {
  readonly method: string;
  /** Path template as Front publishes it, such as `/conversations/{conversation_id}`. */
  readonly path: string;
  readonly id: string;
  readonly scope: string | null;
  readonly deprecated: boolean;
}

/** Where the table was read from, so that a reader can check it. */
export const OPERATIONS_SOURCE = {
  repository: table.source,
  commit: table.commit,
  date: table.date,
} as const;

/** All 244 operations of the published OpenAPI file. The permission is Front's own, never derived from the method. */
export const OPERATIONS: readonly Operation[] = table.operations.map((row) => {
  const [method, path, id, scope, deprecated] = row as [
    string,
    string,
    string,
    string | null,
    boolean,
  ];
  return { method, path, id, scope, deprecated };
});

/** The same by `id`, for whoever has nothing but that. */
export const OPERATIONS_BY_ID: ReadonlyMap<string, Operation> = new Map(
  OPERATIONS.map((operation) => [operation.id, operation]),
);
