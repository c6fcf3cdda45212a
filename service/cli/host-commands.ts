import type { Role } from '../../contract/member.ts';
import { openSecret } from '../../contract/secret-value.ts';
import { makeAccessToken } from '../auth/access-token.ts';
import { writeSetupCodeFile } from '../auth/setup-code-file.ts';
import { makeSetupCode, needsSetup } from '../auth/setup-code.ts';
import { stopConfirming } from '../auth/update-company.ts';
import type { Config } from '../config.ts';
import { HOST_ACTOR } from '../audit/write-audit.ts';
import { withStore } from './open-for-command.ts';

/** Prints a new access token, and nothing else, so that a script can capture it. */
export function printAccessToken(
  config: Config,
  options: { readonly role: Role; readonly ttlMs: number },
): Promise<void> {
  return withStore(config, async (store) => {
    const token = await makeAccessToken(store, { ...options, now: new Date() });
    process.stdout.write(`${openSecret(token)}\n`);
  });
}

/** Prints a new set-up code, and nothing else. Codes made before stop working. */
export function printSetupCode(config: Config): Promise<void> {
  return withStore(config, async (store) => {
    const code = await makeSetupCode(store, HOST_ACTOR, new Date());
    if (await needsSetup(store.db)) writeSetupCodeFile(config.dataDir, code);
    process.stdout.write(`${code.code}\n`);
  });
}

/** Break-glass: dangerous acts no longer need a passkey check. */
export function turnOffConfirming(config: Config): Promise<void> {
  return withStore(config, async (store) => {
    await stopConfirming(store, new Date());
    process.stdout.write('Nothing needs to be confirmed with a passkey any more.\n');
  });
}
