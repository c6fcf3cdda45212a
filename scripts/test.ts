/**
 * `npm test`: every check of the project, in the order in which a mistake is cheapest to find. The
 * last line is the count. `npm test -- unit lint` runs only the named steps.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureTools } from './ensure-tools.ts';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
  /** The tests that failed, each with the first line of its reason. */
  names?: readonly string[];
  /** The files that they are in. */
  files?: readonly string[];
}

type Step =
  /** Passes or fails as a whole. */
  | { kind: 'check'; name: string; command: readonly string[] }
  /** A Vitest project, counted test by test. */
  | { kind: 'vitest'; name: string; again?: boolean };

const STEPS: readonly Step[] = [
  { kind: 'check', name: 'prepare', command: ['wxt', 'prepare'] },
  { kind: 'check', name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { kind: 'check', name: 'lint', command: ['eslint', '.', '--max-warnings=0'] },
  { kind: 'check', name: 'format', command: ['prettier', '--check', '--log-level=warn', '.'] },
  {
    kind: 'check',
    name: 'layers',
    command: [
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      'entrypoints',
      'components',
      'utils',
      'service',
      'contract',
    ],
  },
  { kind: 'vitest', name: 'unit' },
  { kind: 'vitest', name: 'service' },
  { kind: 'check', name: 'build', command: ['node', 'scripts/build.ts'] },
  { kind: 'check', name: 'sizes', command: ['node', 'scripts/check-sizes.ts'] },
  {
    kind: 'check',
    name: 'web-ext lint',
    command: ['node', 'scripts/check-web-ext-lint.ts'],
  },
  { kind: 'check', name: 'zip', command: ['node', 'scripts/check-zip.ts'] },
  // Real browsers on a machine that others use too: a story that fails is played once more, from its
  // beginning, and both outcomes are told.
  { kind: 'vitest', name: 'chromium', again: true },
  { kind: 'vitest', name: 'firefox', again: true },
];

/** Each keeps one core busy and looks at the sources alone: side by side they take half the time. */
const SIDE_BY_SIDE: ReadonlySet<string> = new Set(['types', 'lint', 'format', 'layers']);

const ARTIFACTS = path.resolve('tests/.artifacts');

async function main(): Promise<number> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `No step is named ${unknown.join(', ')}. Steps: ${STEPS.map((s) => s.name).join(', ')}\n`,
    );
    return 2;
  }
  const problem = ensureTools();
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    return 1;
  }
  rmSync(ARTIFACTS, { recursive: true, force: true });
  mkdirSync(ARTIFACTS, { recursive: true });

  const total: Count = { passed: 0, failed: 0, skipped: 0 };
  const failedSteps: string[] = [];
  const failedTests: string[] = [];
  const take = ({ name }: Step, count: Count, started: number): void => {
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
    if (count.failed > 0) failedSteps.push(name);
    failedTests.push(...(count.names ?? []));
    const seconds = Math.round((Date.now() - started) / 1000);
    process.stdout.write(`   ${name}: ${sum(count)} (${seconds} s)\n`);
  };
  const steps = STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const besides = steps.flatMap((step) =>
    step.kind === 'check' && SIDE_BY_SIDE.has(step.name) ? [step] : [],
  );
  for (const step of steps) {
    if (step === besides[0]) await runSideBySide(besides, take);
    if (SIDE_BY_SIDE.has(step.name)) continue;
    process.stdout.write(`\n── ${step.name}\n`);
    const started = Date.now();
    take(
      step,
      step.kind === 'check' ? await runCheck(step.command) : await runVitest(step),
      started,
    );
  }
  if (failedSteps.length > 0) process.stdout.write(`\nFailed: ${failedSteps.join(', ')}\n`);
  // Said again at the end: of a long log often only the end is kept.
  for (const test of failedTests) process.stdout.write(`  ${test}\n`);
  process.stdout.write(`\n${sum(total)}\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

type Check = Extract<Step, { kind: 'check' }>;

/** Two at a time. What one prints comes in one piece, when it has ended. */
async function runSideBySide(
  steps: readonly Check[],
  take: (step: Step, count: Count, started: number) => void,
): Promise<void> {
  const waiting = [...steps];
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const started = Date.now();
      const said: Buffer[] = [];
      const status = await run(step.command, (chunk) => said.push(chunk));
      process.stdout.write(`\n── ${step.name}\n`);
      process.stdout.write(Buffer.concat(said));
      take(step, countOf(status), started);
    }
  };
  await Promise.all([lane(), lane()]);
}

async function runCheck(command: readonly string[]): Promise<Count> {
  return countOf(await run(command));
}

function countOf(status: number): Count {
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
}

async function runVitest({ name, again }: Extract<Step, { kind: 'vitest' }>): Promise<Count> {
  const first = await runProject(name, []);
  const files = first.files ?? [];
  // More than a few are no accident.
  if (again !== true || files.length === 0 || files.length > MOST_AGAIN) return first;
  process.stdout.write(`\n── ${name}, once more: ${files.join(', ')}\n`);
  const second = await runProject(name, files);
  const told = (first.names ?? []).map((test) => `at first: ${test}`);
  return {
    passed: first.passed + first.failed - second.failed,
    failed: second.failed,
    skipped: first.skipped,
    names: [...told, ...(second.names ?? [])],
  };
}

const MOST_AGAIN = 3;

/** @param files plays these alone; all of the project when there are none */
async function runProject(name: string, files: readonly string[]): Promise<Count> {
  const report = path.join(ARTIFACTS, `${name}.json`);
  rmSync(report, { force: true });
  const status = await run([
    'vitest',
    'run',
    '--project',
    name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...files,
  ]);
  const count = readReport(report);
  // A file that cannot be loaded, or an error outside a test, fails the run without failing a test.
  if (status !== 0 && count.failed === 0) count.failed = 1;
  if (count.passed + count.failed === 0) count.failed = 1;
  return count;
}

function readReport(file: string): Count {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      testResults: {
        name: string;
        status: string;
        message?: string;
        assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[];
      }[];
    };
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests,
      names: report.testResults.flatMap(({ name, message, assertionResults }) => {
        const where = path.relative('.', name);
        const failed = assertionResults.filter(({ status }) => status === 'failed');
        if (failed.length > 0) {
          return failed.map((test) => said(where, test.fullName, test.failureMessages?.[0] ?? ''));
        }
        return message ? [said(where, 'as a whole', message)] : [];
      }),
      files: report.testResults
        .filter(({ status }) => status === 'failed')
        .map(({ name }) => path.relative('.', name)),
    };
  } catch {
    // No report: the runner died before it could write one, which counts as a failure.
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function said(file: string, test: string, reason: string): string {
  return `${file}: ${test}: ${reason.split('\n')[0] ?? ''}`;
}

/** @param hear gets what it prints; left out, it prints for itself */
function run(command: readonly string[], hear?: (chunk: Buffer) => void): Promise<number> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', ...(hear === undefined ? PRINTS : HEARD)],
      env: {
        ...process.env,
        PATH: `${path.resolve('node_modules/.bin')}:${process.env.PATH ?? ''}`,
      },
    });
    if (hear !== undefined) for (const out of [child.stdout, child.stderr]) out?.on('data', hear);
    child.on('error', (error) => {
      process.stderr.write(`${program}: ${error.message}\n`);
      resolve(1);
    });
    child.on('close', (status) => resolve(status ?? 1));
  });
}

const PRINTS = ['inherit', 'inherit'] as const;
const HEARD = ['pipe', 'pipe'] as const;

function sum(count: Count): string {
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  return `${count.passed} passed, ${count.failed} failed${skipped}`;
}

process.exitCode = await main();
