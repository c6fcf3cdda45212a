import { setTimeout as delay } from 'node:timers/promises';
import { HOST_ACTOR } from '../audit/write-audit.ts';
import { setupCodeFile, writeSetupCodeFile } from '../auth/setup-code-file.ts';
import { makeSetupCode, type SetupCode } from '../auth/setup-code.ts';
import type { Config } from '../config.ts';
import { createLog } from '../http/log.ts';
import { startServer } from '../server.ts';
import { startWarnings } from '../start-warnings.ts';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Starts the service and runs it until SIGTERM or SIGINT. */
export async function serveUntilStopped(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  for (const warning of startWarnings(config)) log.warn(warning);
  const made: SetupCode[] = [];
  const server = await startServer(config, log, async (store) => {
    const code = await makeSetupCode(store, HOST_ACTOR, new Date());
    writeSetupCodeFile(config.dataDir, code);
    made.push(code);
  });
  for (const { code } of made) {
    process.stdout.write(
      `\n  Token service  ${config.publicUrl}\n  Set-up code    ${code}   (15 minutes, one use; also in ${setupCodeFile(config.dataDir)})\n\n`,
    );
  }
  await signalled();
  server.drain();
  if (config.drainMs > 0) {
    log.info({ ms: config.drainMs }, 'no longer ready; stopping when this time is over');
    // Whoever asks twice does not want to wait.
    await Promise.race([delay(config.drainMs, undefined, { ref: false }), signalled()]);
  }
  await server.close();
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      for (const signal of SIGNALS) process.removeListener(signal, stop);
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}
