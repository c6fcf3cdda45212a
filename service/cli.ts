import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ROLES, type Role } from '../contract/member.ts';
import { PRODUCT_VERSION } from '../contract/version.ts';
import type { ExpectedHead } from './audit/verify-audit.ts';
import { configOrStop } from './cli/config-or-stop.ts';

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const LONGEST_TTL_MS = UNITS.d;

/** The service's command line. Sets the exit code; prints one line for what went wrong, never a stack. */
export async function runCli(args: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed help, version or its one line already.
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    const line = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    process.stderr.write(`${line}\n`);
    process.exitCode = 1;
  }
}

function program(): Command {
  const root = new Command('service')
    .description('The token service. Without a command it starts.')
    .version(PRODUCT_VERSION)
    .exitOverride()
    .allowExcessArguments(false)
    // Each loads what it needs when it runs: a wrong setting is told before the server is loaded.
    .action(async () => {
      const config = configOrStop(process.env);
      const { serveUntilStopped } = await import('./cli/serve.ts');
      await serveUntilStopped(config);
    });
  root
    .command('access-token')
    .description('Print a short-lived bearer token for scripts. It is recorded in the audit log.')
    .addOption(
      new Option('--role <role>', 'what it may do').choices([...ROLES]).makeOptionMandatory(),
    )
    .option('--ttl <time>', 'how long it works: 30s, 15m, 2h, at most 1d', readTtl, 15 * UNITS.m)
    .exitOverride()
    .action(async ({ role, ttl }: { role: Role; ttl: number }) => {
      const config = configOrStop(process.env);
      const { printAccessToken } = await import('./cli/host-commands.ts');
      await printAccessToken(config, { role, ttlMs: ttl });
    });
  root
    .command('setup-code')
    .description('Print a new code for signing in as an admin. It is recorded in the audit log.')
    .exitOverride()
    .action(async () => {
      const config = configOrStop(process.env);
      const { printSetupCode } = await import('./cli/host-commands.ts');
      await printSetupCode(config);
    });
  root
    .command('verify-audit')
    .description('Check the whole audit log for rows that were edited, dropped, moved or inserted.')
    .option('--expect <head>', 'a head noted earlier, which the log must contain', readHeadOption)
    .exitOverride()
    .action(async ({ expect }: { expect?: ExpectedHead }) => {
      const config = configOrStop(process.env);
      const { printVerification } = await import('./cli/print-verification.ts');
      await printVerification(config, expect ?? null);
    });
  root
    .command('rewrap')
    .description('Change the master key: everything is sealed anew. It is recorded.')
    .option('--prepare', 'only make the next key, to be brought to other hosts first')
    .exitOverride()
    .action(async ({ prepare = false }: { prepare?: boolean }) => {
      const config = configOrStop(process.env);
      const { changeMasterKey, prepareRewrap } = await import('./cli/rewrap-command.ts');
      await (prepare ? prepareRewrap : changeMasterKey)(config);
    });
  root
    .command('backup')
    .description('Back up the database beside the running service, without the master key.')
    .argument('<folder>', 'where to; it must not be there yet')
    .exitOverride()
    .action(async (folder: string) => {
      const config = configOrStop(process.env);
      const { printBackup } = await import('./cli/backup-command.ts');
      await printBackup(config, folder);
    });
  root
    .command('restore')
    .description('Check a backup and put it in the place of the database. Stop the service first.')
    .argument('<folder>', 'what backup made')
    .option('--replace', 'also where tokens or people are; what is there is kept aside')
    .option('--bring-back', 'also what was deleted, replaced, blocked or taken since')
    .exitOverride()
    .action(async (folder: string, options: { replace?: boolean; bringBack?: boolean }) => {
      const config = configOrStop(process.env);
      const { printRestore } = await import('./cli/backup-command.ts');
      await printRestore(config, {
        folder,
        where: options.replace === true ? 'over_what_is_there' : 'into_an_empty_one',
        endings: options.bringBack === true ? 'brought_back' : 'stay_ended',
      });
    });
  root
    .command('company')
    .description('Stop asking for passkeys, when no admin has one any more. It is recorded.')
    .addOption(
      new Option('--confirm-with-passkey <off>', 'whether dangerous acts need a passkey check')
        .choices(['off'])
        .makeOptionMandatory(),
    )
    .exitOverride()
    .action(async () => {
      const config = configOrStop(process.env);
      const { turnOffConfirming } = await import('./cli/host-commands.ts');
      await turnOffConfirming(config);
    });
  return root;
}

function readHeadOption(text: string): ExpectedHead {
  const match = /^(\d{1,15}):([\w-]{43})?$/.exec(text);
  if (match === null) {
    throw new InvalidArgumentError('It has to be a head as it was printed: number:hash.');
  }
  return { seq: Number(match[1]), hash: match[2] ?? '' };
}

function readTtl(text: string): number {
  const match = /^(\d{1,5})([smhd])$/.exec(text);
  const amount = Number(match?.[1]);
  const unit = match?.[2] as keyof typeof UNITS | undefined;
  const ttl = unit === undefined ? Number.NaN : amount * UNITS[unit];
  if (!(ttl > 0 && ttl <= LONGEST_TTL_MS)) {
    throw new InvalidArgumentError('It has to be a time such as 15m or 2h, at most 1d.');
  }
  return ttl;
}
