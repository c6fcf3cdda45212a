import { Token, type CreateToken, type PatchToken } from '../../contract/token.ts';
import { readCachedToken } from '../cache/token-cache.ts';
import { failed } from '../messaging/failed.ts';
import type { Failure, Kept } from '../messaging/protocol.ts';
import { isProvisional, provisionalId, UNSENT, type Change } from './change.ts';
import { noteAgain } from './change-steps.ts';
import type { ChangesStore } from './changes-store.ts';
import { checkCreate, checkPatch } from './check-patch.ts';
import { discardChange } from './discard-change.ts';
import { firstOfEach, nextMoment, type SendWhy } from './next-change.ts';
import { sendChanges, type SendDeps } from './send-changes.ts';
import { settleConflict, type Settlement } from './settle-conflict.ts';
import { shownCreate } from './shown-tokens.ts';
import { t } from '../i18n/t.ts';

/** An edit, as a page asks for it. */
export interface WantedEdit {
  /** Drawn by the page: asked twice, it is made once. */
  readonly change: string;
  /** Id of the person who was signed in when it was typed. */
  readonly by: string;
  /** Of the token; provisional while that waits to be created itself. */
  readonly id: string;
  /** The token as the person saw it. */
  readonly base: Token;
  readonly patch: PatchToken;
  /** Key of the draft that it was made from, which goes when the edit is kept. */
  readonly draft: string | null;
}

/** A new token, as a page asks for it. */
export interface WantedCreate {
  readonly change: string;
  /** As with an edit. */
  readonly by: string;
  readonly token: CreateToken;
  readonly draft: string | null;
}

/** Changes that are kept first and sent then, so that none is lost and none is made twice. */
export interface Outbox {
  /** @throws Failed when it can't be kept; then it is not sent either */
  edit(wanted: WantedEdit): Promise<Kept>;
  /** @throws Failed as `edit`, and `refused` for one that carries a value: values are never kept */
  create(wanted: WantedCreate): Promise<Kept>;
  /** Goes on with what the person decided about a conflict. */
  settle(id: string, settlement: Settlement): Promise<Kept>;
  /** Sends a refused change once more. */
  again(id: string): Promise<Kept>;
  discard(id: string): Promise<void>;
  /** Sends what is due. Never throws: what failed is kept with its reason, and met again. */
  send(why: SendWhy): Promise<void>;
}

export interface OutboxDeps extends Omit<SendDeps, 'store'> {
  readonly store: ChangesStore;
  /** Sees to it that the outbox is asked again at this moment (ms since 1970); null for not at all. */
  readonly wakeAt: (moment: number | null, now: number) => Promise<void>;
}

/** A page that waits for an answer is told after so long that the change waits, in ms. */
const PATIENCE_MS = 5_000;

/** Makes the outbox. Of its memory nothing is needed by the next start of the background. */
export function createOutbox(deps: OutboxDeps): Outbox {
  const { store, now } = deps;
  let round: Promise<Failure | null> = Promise.resolve(null);

  /** One round after the other: a change that was added meanwhile is met by its own round. */
  function send(why: SendWhy): Promise<Failure | null> {
    round = round
      .then(() => sendChanges(deps, why))
      .catch(() => null)
      .then(async (failure) => {
        await wake().catch(() => undefined);
        return failure;
      });
    return round;
  }

  async function wake(): Promise<void> {
    await deps.wakeAt(nextMoment((await store.look()).mine), now());
  }

  /** Sends what was just kept, and tells how it stands then. */
  async function sendAndTell(id: string): Promise<Kept> {
    deps.onStep();
    const stopped = await atMost(send('reachable'), PATIENCE_MS);
    const { mine } = await store.look();
    const change = mine.find((one) => one.id === id);
    // Signed out meanwhile, or thrown away in another window.
    const kept = change === undefined ? null : await keptOf(change, mine, stopped);
    if (kept === null) throw gone();
    return kept;
  }

  return {
    async edit({ change, by, id, base, patch, draft }) {
      const made = {
        shape: 1,
        id: change,
        madeAt: new Date(now()).toISOString(),
        kind: 'edit',
        base: readBase(base),
        patch: checkPatch(patch),
        state: UNSENT,
      } as const;
      await store.add({ ...made, tokenId: await realId(store, id) }, by, draft);
      return sendAndTell(change);
    },
    async create({ change, by, token, draft }) {
      if (token.kind === 'front' && token.value !== undefined) {
        throw failed('refused', t('outbox.neverKept'));
      }
      const { session } = await store.look();
      if (session === undefined || session.kind === 'signed_out') {
        throw failed('not_signed_in', t('outbox.signInFirst'));
      }
      await store.add(
        {
          shape: 1,
          id: change,
          madeAt: new Date(now()).toISOString(),
          kind: 'create',
          body: checkCreate(token),
          by: { id: session.me.id, name: session.me.name },
          key: change,
          state: UNSENT,
        },
        by,
        draft,
      );
      return sendAndTell(change);
    },
    async settle(id, settlement) {
      const patch = checkPatch(settlement.patch);
      await store.apply((mine) =>
        settleConflict(mine, id, { ...settlement, patch }, new Date(now())),
      );
      return sendAndTell(id);
    },
    async again(id) {
      await store.apply((mine) => noteAgain(mine, id));
      return sendAndTell(id);
    },
    async discard(id) {
      // What is on its way right now arrives or does not; after that it is known what there is to discard.
      await round;
      await store.apply((mine) => discardChange(mine, id));
      deps.onStep();
      await wake();
    },
    async send(why) {
      await send(why);
    },
  };
}

/** How a change stands, as its page is told; null for what no page waits for. */
async function keptOf(
  change: Change,
  mine: readonly Change[],
  stopped: Failure | null,
): Promise<Kept | null> {
  switch (change.kind) {
    case 'set_aside':
      return null;
    case 'done': {
      const token = await readCachedToken(change.tokenId);
      return token === null ? null : { kind: 'sent', token };
    }
    case 'create':
    case 'edit':
      break;
  }
  const { state } = change;
  switch (state.kind) {
    case 'waiting': {
      const behind = !firstOfEach(mine).includes(change);
      const id = change.kind === 'edit' ? change.tokenId : shownCreate(change).id;
      return { kind: 'waiting', id, why: state.why ?? (behind ? null : stopped) };
    }
    case 'conflict':
      return { kind: 'conflict' };
    case 'refused':
      return { kind: 'refused', failure: state.why };
  }
}

/** A page that has not noticed yet that its token was created still calls it by its provisional id. */
async function realId(store: ChangesStore, id: string): Promise<string> {
  if (!isProvisional(id)) return id;
  const { mine } = await store.look();
  const create = mine.find((change) => provisionalId(change.id) === id);
  if (create === undefined) throw gone();
  return create.kind === 'done' ? create.tokenId : id;
}

function readBase(base: unknown): Token {
  const read = Token.safeParse(base);
  if (!read.success) throw failed('refused', t('failure.unreadable'));
  return read.data;
}

function gone() {
  return failed('change_gone', t('outbox.changeGone'));
}

/** What comes within the time; null when nothing did. The work goes on. */
async function atMost<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
  }
}
