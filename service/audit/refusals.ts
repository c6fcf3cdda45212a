import type { ErrorCode } from '../../contract/errors.ts';
import { isTokenId } from '../../contract/ids.ts';
import type { RefusedMessage } from '../../contract/refused-message.ts';
import type { RouteName } from '../../contract/routes.ts';
import type { Store } from '../store/open-store.ts';
import { NOBODY, writeAudit, type AuditActor, type AuditEntry } from './write-audit.ts';

/** A call that was turned away. Nothing of what it sent is in here: no query, body or header. */
export interface RefusedCall {
  readonly code: ErrorCode;
  /** Names of the fields that were refused. They come from the caller; only those that we know are told. */
  readonly fields: readonly string[];
  readonly route: RouteName | undefined;
  /** Ids of the path, checked against the route's row. */
  readonly ids: unknown;
  /** The person it came from; null for whoever did not show who they are. */
  readonly actor: AuditActor | null;
  /** Whom a refused sign-in names. They need not know of it: their token may have been stolen. */
  readonly named: AuditActor | null;
  readonly address: string | null;
}

export type RefusalRecord =
  | { kind: 'recorded' }
  /** Not one that tells of an attempt, or one that has a row of its own already. */
  | { kind: 'not_recorded' }
  /** One of too many in this minute: it is counted, and the count gets a row. */
  | { kind: 'left_out' };

/** Signed in, and not allowed to. */
const NOT_ALLOWED: ReadonlySet<ErrorCode> = new Set([
  'forbidden',
  'field_forbidden',
  'no_grant',
  'passkey_needed',
]);
/** Says who did something, or for whom: the service finds that out itself and takes it from nobody. */
const NOT_THEIRS_TO_SAY: ReadonlySet<string> = new Set([
  'actor',
  'company',
  'createdBy',
  'grantedBy',
  'id',
  'memberId',
  'role',
  'status',
]);
/** Not signed in, and pretending to be. A call without any credentials pretends nothing. */
const NOT_BELIEVED: ReadonlySet<ErrorCode> = new Set(['bad_proof', 'session_ended']);

const WINDOW_MS = 60_000;
/** Rows a minute: for each signed-in person, and for all together who are not. */
const MOST_A_WINDOW = 120;

interface Window {
  readonly actor: AuditActor;
  count: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * Puts refused attempts on record, so many a minute that nobody can fill the disk with them. Whoever
 * is signed in has an allowance of their own: a flood from outside hides nothing of theirs.
 */
export class Refusals {
  readonly #store: Store;
  readonly #onError: (error: unknown) => void;
  readonly #windows = new Map<string, Window>();

  constructor(store: Store, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
  }

  /** Resolves when the row is kept. A row that cannot be written is told to the log alone: the call is refused all the same. */
  async record(call: RefusedCall, at: Date): Promise<RefusalRecord> {
    if (!isAttempt(call)) return { kind: 'not_recorded' };
    const window = this.#windowOf(call.actor ?? NOBODY);
    window.count += 1;
    if (window.count > MOST_A_WINDOW) return { kind: 'left_out' };
    try {
      const token = await this.#tokenOf(call.ids);
      await this.#write({
        action: 'call.refused',
        actor: call.actor ?? { ...(call.named ?? NOBODY), address: call.address },
        ...(token === null ? {} : { token }),
        detail: {
          code: call.code,
          ...(call.code === 'unknown_field' ? { fields: pretended(call) } : {}),
          ...(call.route === undefined ? {} : { route: call.route }),
          ...(call.ids === undefined ? {} : { ids: call.ids }),
        },
        at,
      });
    } catch (error) {
      this.#onError(error);
    }
    return { kind: 'recorded' };
  }

  /**
   * Puts on record what this person's extension refused. Each kind of message takes one of the rows
   * that they have in a minute; what is too much is counted with the rest.
   * @throws what the database throws: the extension keeps them and tells again
   */
  async recordMessages(
    actor: AuditActor,
    messages: readonly RefusedMessage[],
    at: Date,
  ): Promise<void> {
    const window = this.#windowOf(actor);
    const room = Math.max(MOST_A_WINDOW - window.count, 0);
    const kept = messages.slice(0, room);
    if (kept.length > 0) {
      await this.#store.transaction(async (trx) => {
        for (const detail of kept) {
          await writeAudit(trx, { action: 'message.refused', actor, detail, at });
        }
      });
    }
    window.count += messages.length;
  }

  /** Writes what is left to say of the minute that is under way. */
  async close(): Promise<void> {
    const windows = [...this.#windows.values()];
    this.#windows.clear();
    for (const window of windows) {
      clearTimeout(window.timer);
      await this.#sumUp(window);
    }
  }

  #windowOf(actor: AuditActor): Window {
    const known = this.#windows.get(actor.id);
    if (known !== undefined) return known;
    const timer = setTimeout(() => {
      this.#windows.delete(actor.id);
      // `#sumUp` tells of its failures itself.
      void this.#sumUp(window);
    }, WINDOW_MS);
    timer.unref();
    const window: Window = { actor, count: 0, timer };
    this.#windows.set(actor.id, window);
    return window;
  }

  async #sumUp({ actor, count }: Window): Promise<void> {
    const leftOut = count - MOST_A_WINDOW;
    if (leftOut <= 0) return;
    try {
      await this.#write({ action: 'call.refused', actor, detail: { leftOut }, at: new Date() });
    } catch (error) {
      this.#onError(error);
    }
  }

  #write(entry: AuditEntry): Promise<number> {
    return this.#store.transaction((trx) => writeAudit(trx, entry));
  }

  /** The token that was asked for, so that the attempt stands on its timeline. */
  async #tokenOf(ids: unknown): Promise<{ id: string; name: string } | null> {
    const id = (ids as { id?: unknown } | undefined)?.id;
    if (typeof id !== 'string' || !isTokenId(id)) return null;
    const row = await this.#store.db
      .selectFrom('tokens')
      .select('name')
      .where('id', '=', id)
      .executeTakeFirst();
    return row === undefined ? null : { id, name: row.name };
  }
}

/** A look at a value without a grant is recorded where it is decided, with the way in which it was asked for. */
function isAttempt(call: RefusedCall): boolean {
  const { code, route, actor } = call;
  if (actor === null) return NOT_BELIEVED.has(code);
  if (code === 'unknown_field') return pretended(call).length > 0;
  return NOT_ALLOWED.has(code) && !(route === 'revealToken' && code === 'no_grant');
}

function pretended({ fields }: RefusedCall): string[] {
  return fields.filter((field) => NOT_THEIRS_TO_SAY.has(field));
}
