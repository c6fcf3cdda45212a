import type { ExportAuditQuery } from '../../contract/token.ts';
import type { Actor } from '../auth/actor.ts';
import { checkConfirmed } from '../auth/confirmation.ts';
import type { FileAnswer } from '../http/file-answer.ts';
import type { Store } from '../store/open-store.ts';
import type { TokenDeps } from '../tokens/token-deps.ts';
import { eventOf, selectEvents, type ListedRow } from './audit-event.ts';
import { csvLine } from '../../contract/csv-line.ts';
import { writeAudit } from './write-audit.ts';

const PAGE = 500;

const COLUMNS: Readonly<Record<string, (row: ListedRow) => string | null>> = {
  id: (row) => String(row.seq),
  at: (row) => row.at,
  action: (row) => row.action,
  actor_id: (row) => row.actor_id,
  actor_name: (row) => row.actor_name,
  token_id: (row) => row.token_id,
  token_name: (row) => row.token_name,
  via: (row) => row.via,
  detail: (row) => row.detail,
  session_id: (row) => row.session_id,
  browser: (row) => row.browser,
  address: (row) => row.address,
  hash: (row) => row.hash,
};

const FORMATS = {
  jsonl: {
    type: 'application/jsonl',
    head: '',
    line: (row: ListedRow) => `${JSON.stringify(eventOf(row))}\n`,
  },
  csv: {
    type: 'text/csv; charset=utf-8',
    head: csvLine(Object.keys(COLUMNS)),
    line: (row: ListedRow) => csvLine(Object.values(COLUMNS).map((read) => read(row))),
  },
} as const;

/**
 * The whole log as a file, oldest first, up to the row that says that it was exported. A page at a
 * time is in memory, however long the log is.
 * @throws Refusal `passkey_needed`
 */
export async function exportAudit(
  deps: TokenDeps,
  actor: Actor,
  { format }: ExportAuditQuery,
): Promise<FileAnswer> {
  const { store } = deps;
  const at = deps.now();
  const last = await store.transaction(async (trx) => {
    await checkConfirmed(trx, actor, at);
    return writeAudit(trx, { action: 'audit.exported', actor, detail: { format }, at });
  });
  return {
    name: `audit-${at.toISOString().slice(0, 10)}.${format}`,
    type: FORMATS[format].type,
    chunks: written(store, format, last),
  };
}

async function* written(
  store: Store,
  format: keyof typeof FORMATS,
  last: number,
): AsyncGenerator<string> {
  const { head, line } = FORMATS[format];
  yield head;
  let after = -1;
  for (;;) {
    const page = await selectEvents(store.db)
      .where('seq', '>', after)
      .where('seq', '<=', last)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    if (page.length > 0) yield page.map(line).join('');
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE) return;
    after = end.seq;
  }
}
