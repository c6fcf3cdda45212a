import type { Token } from '../../contract/token.ts';
import { putToken, removeToken, type CacheWrite } from '../cache/token-cache.ts';
import { Failed } from '../messaging/failed.ts';
import type { Failure } from '../messaging/protocol.ts';
import type { ServiceClient } from '../service/client.ts';
import { afterFailure } from './after-failure.ts';
import type { CreateChange, EditChange, OpenChange } from './change.ts';
import { notePostponed, noteRefused, noteTheirs, noteTried } from './change-steps.ts';
import type { ChangesStore } from './changes-store.ts';
import { finishChange } from './finish-change.ts';
import { nextChange, type SendWhy } from './next-change.ts';

export interface SendDeps {
  readonly store: ChangesStore;
  /** A client that calls in the name of this sign-in alone, and fails when it is over. */
  readonly clientOf: (epoch: string) => ServiceClient;
  readonly now: () => number;
  /** Told after each step that pages may want to see. */
  readonly onStep: () => void;
}

/** An edit that meets another version this often in one go waits, as somebody is at work on the token. */
const MOST_MEETINGS = 5;

/**
 * Sends what is due, each token's changes in order, until nothing is left that could be sent now.
 * Every step is kept before the next one begins: wherever it is cut off, the next run goes on from
 * there, and what is sent a second time counts once.
 * @returns why nothing more could be sent; null when it was not for that
 */
export async function sendChanges(deps: SendDeps, why: SendWhy): Promise<Failure | null> {
  const passed = new Set<string>();
  for (;;) {
    const { session, mine } = await deps.store.look();
    if (session?.kind !== 'signed_in') return null;
    const change = nextChange(mine, deps.now(), why, passed);
    if (change === null) return null;
    const failure = await sendOne(deps, change, session.epoch);
    deps.onStep();
    if (failure === null) continue;
    const { kind } = afterFailure(failure);
    if (kind === 'no_service' || kind === 'sign_in') return failure;
    // Whatever became of it, it has had its turn.
    passed.add(change.id);
  }
}

/** Sends one change and keeps what came of it. @returns why it was not taken; null when it was */
async function sendOne(deps: SendDeps, change: OpenChange, epoch: string): Promise<Failure | null> {
  const write: CacheWrite = { epoch };
  const client = deps.clientOf(epoch);
  try {
    await deps.store.apply((mine) => noteTried(mine, change.id));
    const token =
      change.kind === 'create'
        ? await create(client, change)
        : await edit(deps, client, change, write);
    if (token === null) return null;
    // First the list, then the end of the change: between the two it is shown once, never not at all.
    await putToken(token, write);
    await deps.store.apply((mine) => finishChange(mine, change.id, token, new Date(deps.now())));
    return null;
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    await keepFailure(deps, client, change, write, error.failure);
    return error.failure;
  }
}

function create(client: ServiceClient, { body, key }: CreateChange): Promise<Token> {
  return client.call('createToken', { body }, { idempotencyKey: key });
}

/** @returns the token with the edit in it; null when the person has to decide first */
async function edit(
  deps: SendDeps,
  client: ServiceClient,
  change: EditChange,
  write: CacheWrite,
): Promise<Token | null> {
  const { id, tokenId, patch } = change;
  let { base } = change;
  let mayHaveArrived = change.state.kind === 'waiting' && change.state.tried;
  for (let meeting = 1; ; meeting++) {
    try {
      return await client.call(
        'updateToken',
        { params: { id: tokenId }, body: patch },
        { ifVersion: base.version },
      );
    } catch (error) {
      if (!(error instanceof Failed) || error.failure.code !== 'stale_version') throw error;
      if (meeting === MOST_MEETINGS) throw tooBusy(error);
    }
    const theirs = await client.call('getToken', { params: { id: tokenId } });
    const after = await deps.store.apply((mine) => noteTheirs(mine, id, theirs, mayHaveArrived));
    const now = after.find((one) => one.id === id);
    // Thrown away meanwhile, or a question for the person.
    if (now?.kind !== 'edit' || now.state.kind !== 'waiting') {
      await putToken(theirs, write);
      return null;
    }
    if (now.base.version !== theirs.version) return theirs;
    base = now.base;
    mayHaveArrived = false;
    await deps.store.apply((mine) => noteTried(mine, id));
  }
}

async function keepFailure(
  { store, now }: SendDeps,
  client: ServiceClient,
  { id, ...change }: OpenChange,
  write: CacheWrite,
  failure: Failure,
): Promise<void> {
  switch (afterFailure(failure).kind) {
    case 'sign_in':
      return;
    case 'stale':
    case 'no_service':
    case 'later':
      await store.apply((mine) => notePostponed(mine, id, failure, now()));
      return;
    case 'refused':
      await store.apply((mine) => noteRefused(mine, id, failure));
      if (change.kind === 'edit') await catchUp(client, change.tokenId, failure, write);
  }
}

/** The list must not go on showing a token that is gone. */
async function catchUp(
  client: ServiceClient,
  tokenId: string,
  { code }: Failure,
  write: CacheWrite,
): Promise<void> {
  if (code === 'not_found') await removeToken(tokenId, write);
  if (code !== 'token_deleted') return;
  try {
    await putToken(await client.call('getToken', { params: { id: tokenId } }), write);
  } catch (error) {
    // The next look at the list brings it.
    if (!(error instanceof Failed)) throw error;
  }
}

function tooBusy(error: Failed): Failed {
  return new Failed({ code: 'unavailable', message: error.failure.message });
}
