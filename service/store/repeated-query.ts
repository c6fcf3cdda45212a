import type { CompiledQuery, Compilable, Kysely } from 'kysely';
import { keepPlanOf } from './prepared-client.ts';
import type { Store } from './open-store.ts';
import type { Database } from './schema.ts';

type Ask<Params, Row> = (db: Kysely<Database>, params: Params) => Promise<Row[]>;

/** The SQL of one database kind, and the name of the parameter at each place; or a fixed value. */
interface Template<Row> {
  readonly compiled: CompiledQuery<Row>;
  readonly places: readonly ((params: object) => unknown)[];
}

/**
 * Makes a query that is asked with every call and differs in its parameters alone: Kysely writes its
 * SQL once for each kind of database, and from then on only the parameters are filled in. Writing
 * the SQL of an insert anew costs more than carrying it out. The database, too, keeps its plan.
 *
 * `build` sees placeholders and must not look into a parameter; each call gives the same names.
 * @example const byName = repeatedQuery((db, at: { key: string }) =>
 *   db.selectFrom('tokens').select('id').where('name_key', '=', at.key));
 *   const rows = await byName(trx, { key });
 */
export function repeatedQuery<Params extends object, Row>(
  build: (db: Kysely<Database>, params: Params) => Compilable<Row>,
): Ask<Params, Row> {
  const templateFor = templates(build);
  return async (db, params) => {
    const template = templateFor(db, params);
    const parameters = template.places.map((read) => read(params));
    return (await db.executeQuery<Row>({ ...template.compiled, parameters })).rows;
  };
}

/** The same for one that only reads, and goes to the database on the shortest way (`Store.read`). */
export function repeatedRead<Params extends object, Row>(
  build: (db: Kysely<Database>, params: Params) => Compilable<Row>,
): (store: Pick<Store, 'db' | 'read'>, params: Params) => Row[] | Promise<Row[]> {
  const templateFor = templates(build);
  return (store, params) => {
    const { compiled, places } = templateFor(store.db, params);
    return store.read<Row>(
      compiled.sql,
      places.map((read) => read(params)),
    );
  };
}

/** Written at the first call for each kind of database. */
function templates<Params extends object, Row>(
  build: (db: Kysely<Database>, params: Params) => Compilable<Row>,
): (db: Kysely<Database>, params: Params) => Template<Row> {
  // A transaction has the adapter of the database that it runs on.
  const known = new WeakMap<object, Template<Row>>();
  return (db, params) => {
    const { adapter } = db.getExecutor();
    let template = known.get(adapter);
    if (template === undefined) {
      template = templateOf(build, db, params);
      known.set(adapter, template);
    }
    return template;
  };
}

function templateOf<Params extends object, Row>(
  build: (db: Kysely<Database>, params: Params) => Compilable<Row>,
  db: Kysely<Database>,
  params: Params,
): Template<Row> {
  const names = new Map<unknown, keyof Params>();
  const placeholders = Object.fromEntries(
    Object.keys(params).map((name) => {
      const placeholder = Symbol(name);
      names.set(placeholder, name as keyof Params);
      return [name, placeholder];
    }),
  );
  // Kysely hands values on as they are, so symbols stand for them until the first real call.
  const compiled = build(db, placeholders as unknown as Params).compile();
  keepPlanOf(compiled.sql);
  const places = compiled.parameters.map((value) => {
    const name = names.get(value);
    return name === undefined ? () => value : (given: object) => (given as Params)[name];
  });
  return { compiled, places };
}
