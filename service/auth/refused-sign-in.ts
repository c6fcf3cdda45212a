import { writeAudit, type AuditActor } from '../audit/write-audit.ts';
import type { Store } from '../store/open-store.ts';

/** Whoever stands before the door: nobody knows them yet. */
const STRANGER: AuditActor = { id: 'nobody', name: 'Nobody' };

const WINDOW_MS = 60_000;
const ROWS_A_WINDOW = 30;

export interface RefusedSignIn {
  readonly via: string;
  /** A word of ours, never anything that was sent. */
  readonly reason: string;
  readonly address: string | null;
  /** Left out where nobody is known to have been at the door. */
  readonly who?: AuditActor;
  readonly now: Date;
}

/** Puts refused sign-ins on record, at most thirty a minute, so that no stranger can fill the disk. */
export class RefusedSignIns {
  readonly #store: Store;
  #written: number[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  async record({ via, reason, address, who, now }: RefusedSignIn): Promise<void> {
    this.#written = this.#written.filter((at) => at > now.getTime() - WINDOW_MS);
    if (this.#written.length >= ROWS_A_WINDOW) return;
    this.#written.push(now.getTime());
    const last = this.#written.length === ROWS_A_WINDOW;
    await this.#store.transaction((trx) =>
      writeAudit(trx, {
        action: 'sign_in.refused',
        actor: { ...(who ?? STRANGER), address },
        via,
        detail: { reason, ...(last ? { more: 'not recorded within this minute' } : {}) },
        at: now,
      }),
    );
  }
}
