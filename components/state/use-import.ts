import { create } from 'zustand';
import type { FoundValue } from '../../contract/find-tokens.ts';
import type { VerifyWay } from '../../contract/front-value.ts';
import { sha256 } from '../../utils/find/sha256.ts';
import {
  recogniseColumns,
  withColumn,
  type ColumnMap,
  type ImportField,
} from '../../utils/import/columns.ts';
import {
  createImportRun,
  type ImportRun,
  type RowResult,
  type RunState,
} from '../../utils/import/import-run.ts';
import { lookUp } from '../../utils/import/look-up.ts';
import { planImport, type PlannedRow } from '../../utils/import/plan-import.ts';
import { readCsv, type CsvReading } from '../../utils/import/read-csv.ts';
import { readRows } from '../../utils/import/read-rows.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { onLeaving } from './on-leaving.ts';
import { useRegister } from './register.ts';

export type ImportPlan =
  | { kind: 'none' }
  | { kind: 'checking'; asked: number; of: number }
  /** `failure`: values could not be compared with the register; `whole` is false when only some were. */
  | { kind: 'planned'; rows: readonly PlannedRow[]; whole: boolean; failure: Failure | null };

interface ImportState {
  readonly source: string;
  readonly reading: CsvReading | null;
  readonly columns: ColumnMap;
  readonly plan: ImportPlan;
  readonly verify: VerifyWay;
  readonly run: RunState;
  readonly results: ReadonlyMap<number, RowResult>;
}

const START: ImportState = {
  source: '',
  reading: null,
  columns: {},
  plan: { kind: 'none' },
  verify: 'required',
  run: { kind: 'ready' },
  results: new Map(),
};

/**
 * An import, in this page's memory alone: the file, its values and what became of its rows outlive a
 * look at another page of ours, and go with the tab.
 */
export const useImport = create<ImportState>()(() => START);

let run: ImportRun | null = null;
let round = 0;
/** What the service said of values of this file, so that another choice of columns asks for nothing twice. */
let known = new Map<string, FoundValue>();
let company: string | null = null;

// Whoever locks or signs out leaves no value behind in this page.
onLeaving(dropImport);

/** Takes a file's text and plans its import. */
export function takeImport(text: string, source: string): void {
  dropImport();
  const reading = readCsv(text);
  const columns = reading.kind === 'table' ? recogniseColumns(reading.table.header) : {};
  useImport.setState({ source, reading, columns });
  // It tells of its failures itself.
  void planAnew();
}

/** Gives a field another column of the file, or none. */
export function chooseColumn(field: ImportField, column: number | null): void {
  useImport.setState({ columns: withColumn(useImport.getState().columns, field, column) });
  void planAnew();
}

export function chooseVerify(verify: VerifyWay): void {
  useImport.setState({ verify });
}

/** Forgets the file and all values of it. */
export function dropImport(): void {
  round += 1;
  run?.stop();
  run = null;
  known = new Map();
  const { verify } = useImport.getState();
  useImport.setState({ ...START, verify });
}

/** Says again of each row what will happen. */
export async function planAnew(): Promise<void> {
  const mine = ++round;
  const { reading, columns } = useImport.getState();
  if (reading?.kind !== 'table') return;
  const rows = readRows(reading.table, columns, Date.now());
  const digests = await Promise.all(
    rows.map(async (row) => (row.reading?.kind === 'front' ? sha256(row.reading.value) : null)),
  );
  const set = (plan: ImportPlan): void => {
    if (mine === round) useImport.setState({ plan });
  };
  const unknown = digests.filter((digest) => digest !== null && !known.has(digest));
  set({ kind: 'checking', asked: 0, of: unknown.length });
  const failure = await askService(unknown as string[], (asked) =>
    set({ kind: 'checking', asked, of: unknown.length }),
  );
  const tokens = useRegister
    .getState()
    .tokens.map(({ token }) => token)
    .filter(({ status }) => status !== 'deleted');
  set({
    kind: 'planned',
    rows: planImport(rows, digests, { tokens, known, company }),
    whole: failure !== 'part',
    failure: failure === 'part' ? null : failure,
  });
}

async function askService(
  digests: readonly string[],
  onProgress: (asked: number) => void,
): Promise<Failure | 'part' | null> {
  if (digests.length === 0) return null;
  const companies = await callPeople('listFrontCompanies', {});
  if (!companies.ok) return companies.failure;
  company = companies.value.items[0]?.id ?? null;
  const found = await lookUp(
    digests,
    (some) => callPeople('findTokens', { body: { digests: [...some] } }),
    onProgress,
  );
  if (found.kind === 'failed') return found.failure;
  for (const [digest, value] of found.known) known.set(digest, value);
  return found.whole ? null : 'part';
}

/** Sends the new rows, or goes on where it was stopped. */
export async function startImport(): Promise<void> {
  const { plan, verify } = useImport.getState();
  if (plan.kind !== 'planned') return;
  run ??= createImportRun(plan.rows, {
    verify,
    create: (token, idempotencyKey) => ask('tokens.create', { token, idempotencyKey }),
    onChange: showRun,
  });
  const mine = run;
  await mine.start();
  // Nothing is left to be sent, so no value is needed any more.
  if (mine.state().kind === 'done' && run === mine) forgetValues(plan.rows);
}

export function stopImport(): void {
  run?.stop();
}

function showRun(): void {
  if (run === null) return;
  useImport.setState({ run: run.state(), results: new Map(run.results()) });
}

function forgetValues(rows: readonly PlannedRow[]): void {
  run = null;
  useImport.setState({
    reading: null,
    plan: {
      kind: 'planned',
      rows: rows.map((planned) => ({ ...planned, row: { ...planned.row, reading: null } })),
      whole: true,
      failure: null,
    },
  });
}
