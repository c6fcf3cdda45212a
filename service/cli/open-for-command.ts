import { readConfig, type Config } from '../config.ts';
import { StartProblem } from '../start-problem.ts';
import { openStore, type Store } from '../store/open-store.ts';

/**
 * The settings, or an end.
 * @throws StartProblem with one line that names the wrong setting
 */
export function configOrStop(env: NodeJS.ProcessEnv): Config {
  const reading = readConfig(env);
  if (reading.kind === 'wrong') throw new StartProblem(reading.problem);
  return reading.config;
}

/** Opens the database for one command, beside a running service if there is one, and closes it after. */
export async function withStore<T>(
  env: NodeJS.ProcessEnv,
  work: (store: Store, config: Config) => Promise<T>,
): Promise<T> {
  const config = configOrStop(env);
  const store = await openStore(config.database);
  try {
    return await work(store, config);
  } finally {
    await store.close();
  }
}
