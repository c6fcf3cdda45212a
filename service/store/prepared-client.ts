import pg from 'pg';

/** SQL of queries that are asked again and again, with the name under which a connection keeps its plan. */
const names = new Map<string, string>();

/**
 * Lets every PostgreSQL connection keep the plan of a query from its second asking on.
 * @returns the name of the plan
 */
export function keepPlanOf(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) {
    name = `companion_${names.size + 1}`;
    names.set(sql, name);
  }
  return name;
}

/**
 * A connection that prepares the queries of `keepPlanOf` once, under a name
 * (https://www.postgresql.org/docs/current/sql-prepare.html): planning the joins of a token's row
 * takes several times as long as reading it. Kysely hands over a text and its parameters, so that
 * this is the place where the name can be added.
 */
export class PreparedClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const ask = this.query.bind(this) as (...args: unknown[]) => unknown;
    const askByName = (...args: unknown[]): unknown => {
      const [text, values] = args;
      const name = typeof text === 'string' && args.length === 2 ? names.get(text) : undefined;
      return name === undefined ? ask(...args) : ask({ name, text, values });
    };
    this.query = askByName as typeof this.query;
  }
}
