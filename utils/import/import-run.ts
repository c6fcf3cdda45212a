import { openSecret } from '../../contract/secret-value.ts';
import type { CreatedToken, CreateToken } from '../../contract/token.ts';
import type { VerifyWay } from '../../contract/front-value.ts';
import type { Failure, Result } from '../messaging/protocol.ts';
import type { PlannedRow } from './plan-import.ts';

/** What became of a row that was sent. */
export type RowResult =
  | { kind: 'recorded'; token: CreatedToken }
  /** The service refused this row; the others go on. */
  | { kind: 'refused'; failure: Failure };

export type RunState =
  | { kind: 'ready' }
  | { kind: 'running' }
  /** By the person, or because nobody answers or lets us any more; it goes on where it stopped. */
  | {
      kind: 'stopped';
      failure: Failure | null;
      /** The line of a row that was sent, and of which nobody knows what became. */
      unanswered: number | null;
    }
  | { kind: 'done' };

/** Makes one token. The key makes a repeated row safe. */
export type CreateCall = (token: CreateToken, key: string) => Promise<Result<CreatedToken>>;

export interface ImportRun {
  readonly state: () => RunState;
  /** What became of rows so far, by line. */
  readonly results: () => ReadonlyMap<number, RowResult>;
  /** Begins, or goes on where it was stopped. Never rejects. */
  start(): Promise<void>;
  /** After the row that is under way. */
  stop(): void;
}

export interface RunOptions {
  readonly create: CreateCall;
  readonly verify: VerifyWay;
  readonly onChange: () => void;
  /** Waits; a parameter so that tests need not. */
  readonly wait?: (ms: number) => Promise<void>;
  readonly now?: () => number;
}

/**
 * Values that Front is asked about within a minute: Front allows a whole company 50 calls at the
 * least, and the rest belongs to the tokens at work.
 */
export const ASKED_A_MINUTE = 20;
const MINUTE_MS = 60_000;

/** Failures after which the next row would fare no better. */
const ENDS_THE_RUN: ReadonlySet<Failure['code']> = new Set([
  'unreachable',
  'not_connected',
  'locked',
  'not_signed_in',
  'session_ended',
  'bad_proof',
  'forbidden',
  'unavailable',
  'internal',
  'too_many_requests',
  'refused',
  'wrong_answer',
]);

/** Failures that leave open whether the service did what it was asked. */
const MAY_HAVE_WORKED: ReadonlySet<Failure['code']> = new Set([
  'unreachable',
  'unavailable',
  'internal',
  'wrong_answer',
  // Also what a background is told for that was stopped half-way.
  'refused',
]);

/** Sends the new rows one after another, each with a key of its own. Values stay in these rows alone. */
export function createImportRun(planned: readonly PlannedRow[], options: RunOptions): ImportRun {
  const { create, verify, onChange, now = Date.now } = options;
  const wait = options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  const rows = planned.filter(({ plan }) => plan.kind === 'new');
  const keys = new Map(rows.map(({ row }) => [row.line, crypto.randomUUID()]));
  const results = new Map<number, RowResult>();
  const asked: number[] = [];
  let state: RunState = { kind: 'ready' };
  let stopping = false;
  const isStopping = (): boolean => stopping;

  const become = (next: RunState): void => {
    state = next;
    onChange();
  };

  /** Until Front may be asked about one more value. */
  async function waitForFront(): Promise<void> {
    while (!isStopping()) {
      while (asked.length > 0 && (asked[0] ?? 0) <= now() - MINUTE_MS) asked.shift();
      if (asked.length < ASKED_A_MINUTE) break;
      await wait(1_000);
    }
    asked.push(now());
  }

  async function send({ row }: PlannedRow): Promise<Result<CreatedToken>> {
    if (row.body === null) throw new Error('a row without a body is no new one');
    const value = row.reading?.kind === 'front' ? row.reading.value : null;
    const body = value === null ? row.body : { ...row.body, value: openSecret(value), verify };
    return create(body, keys.get(row.line) ?? crypto.randomUUID());
  }

  return {
    state: () => state,
    results: () => results,
    async start() {
      if (state.kind === 'running') return;
      stopping = false;
      become({ kind: 'running' });
      for (const planned of rows) {
        if (results.has(planned.row.line)) continue;
        if (planned.row.reading !== null && verify !== 'later') await waitForFront();
        if (isStopping()) {
          become({ kind: 'stopped', failure: null, unanswered: null });
          return;
        }
        const answer = await send(planned);
        if (!answer.ok && ENDS_THE_RUN.has(answer.failure.code)) {
          const unanswered = MAY_HAVE_WORKED.has(answer.failure.code) ? planned.row.line : null;
          become({ kind: 'stopped', failure: answer.failure, unanswered });
          return;
        }
        results.set(
          planned.row.line,
          answer.ok
            ? { kind: 'recorded', token: answer.value }
            : { kind: 'refused', failure: answer.failure },
        );
        onChange();
      }
      become({ kind: 'done' });
    },
    stop() {
      stopping = true;
    },
  };
}
