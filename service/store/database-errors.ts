/** The name of the unique index that a write ran into, or null when the error is another one. */
export function brokenUniqueIndex(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, constraint, message } = error as {
    code?: unknown;
    constraint?: unknown;
    message?: unknown;
  };
  // https://www.postgresql.org/docs/current/errcodes-appendix.html
  if (code === '23505' && typeof constraint === 'string') return constraint;
  const sqlite = /UNIQUE constraint failed: (?:index ')?([\w.]+)/.exec(String(message));
  return sqlite?.[1] ?? null;
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P03',
  '53300',
  '08006',
  '08001',
]);

const SQLITE_UNREACHABLE = new Set([5, 6, 10, 13, 14]);

/** True when the database itself could not be asked, so that trying again later may help. */
export function isDatabaseDown(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && UNREACHABLE.has(code)) return true;
  // Disk full, input/output error, busy: https://sqlite.org/rescode.html
  const { errcode } = error as { errcode?: unknown };
  if (typeof errcode === 'number' && SQLITE_UNREACHABLE.has(errcode & 0xff)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|database is locked/.test(
    String(message),
  );
}
