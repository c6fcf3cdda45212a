import { HOST_ACTOR } from '../audit/write-audit.ts';
import { setupCodeFile, writeSetupCodeFile } from '../auth/setup-code-file.ts';
import { makeSetupCode, type SetupCode } from '../auth/setup-code.ts';
import type { Config } from '../config.ts';
import { createLog } from '../http/log.ts';
import { startServer } from '../server.ts';
import { startWarnings } from '../start-warnings.ts';

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
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  await server.close();
}
