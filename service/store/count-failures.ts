import type { DatabaseConnection, Dialect } from 'kysely';
import { brokenUniqueIndex, isDatabaseDown } from './database-errors.ts';

/** How often the database failed since the start. */
export interface DatabaseFailures {
  /** It could not be asked. */
  unreachable: number;
  /** It refused a query. A broken unique index is none: that is how replicas find out who was first. */
  other: number;
}

/** Counts a failure. Nothing is handled here. @throws what it was given */
export function noteFailure(failures: DatabaseFailures, error: unknown): never {
  if (isDatabaseDown(error)) failures.unreachable += 1;
  else if (brokenUniqueIndex(error) === null) failures.other += 1;
  throw error;
}

/** The same dialect, whose failures are counted: none is handled here, and a success costs nothing. */
export function countFailures(dialect: Dialect, failures: DatabaseFailures): Dialect {
  const note = (error: unknown): never => noteFailure(failures, error);
  const watched = new WeakSet<DatabaseConnection>();
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => {
      const driver = dialect.createDriver();
      const acquire = driver.acquireConnection.bind(driver);
      driver.acquireConnection = (...options) => {
        const lent = acquire(...options);
        return lent.then((connection) => {
          // A pool hands out the same ones again and again.
          if (watched.has(connection)) return connection;
          watched.add(connection);
          watch(connection, note);
          return connection;
        }, note);
      };
      return driver;
    },
  };
}

function watch(connection: DatabaseConnection, note: (error: unknown) => never): void {
  const execute = connection.executeQuery.bind(connection);
  // Handed on as it is when all goes well: more steps for each query would add up.
  connection.executeQuery = <R>(...query: Parameters<typeof execute>) =>
    execute<R>(...query).catch(note);
}
