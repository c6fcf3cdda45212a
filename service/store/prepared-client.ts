import pg from 'pg';

type QueryCallback = ConstructorParameters<typeof pg.Query>[2];

/** SQL of queries that are asked again and again, with the name under which a connection keeps its plan. */
const names = new Map<string, string>();

/** Lets every PostgreSQL connection keep the plan of a query from its second asking on. */
export function keepPlanOf(sql: string): void {
  if (!names.has(sql)) names.set(sql, `companion_${names.size + 1}`);
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
      const [text, values, callback] = args;
      const name = typeof text === 'string' && args.length > 1 ? names.get(text) : undefined;
      if (name === undefined) return ask(...args);
      if (args.length === 2) return ask({ name, text, values });
      // A description of a query is copied property by property first, which takes longer than the rest.
      const query = new pg.Query(text as string, values as unknown[], callback as QueryCallback);
      return ask(Object.assign(query, { name }));
    };
    this.query = askByName as typeof this.query;
  }
}
