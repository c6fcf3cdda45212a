import { readConfig, type Config } from '../config.ts';
import { StartProblem } from '../start-problem.ts';

/**
 * The settings, or an end.
 * @throws StartProblem with one line that names the wrong setting
 */
export function configOrStop(env: NodeJS.ProcessEnv): Config {
  const reading = readConfig(env);
  if (reading.kind === 'wrong') throw new StartProblem(reading.problem);
  return reading.config;
}
