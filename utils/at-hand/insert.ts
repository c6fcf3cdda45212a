import { SecretValue } from '../../contract/secret-value.ts';
import type { RevealToken } from '../../contract/token.ts';
import { readCachedToken } from '../cache/token-cache.ts';
import { failureOf } from '../messaging/failed.ts';
import { readSession } from '../session/session-store.ts';
import { agreeToSite, readAgreedSites } from './agreed-sites.ts';
import { fillField, markField, type FieldClick } from './clicked-field.ts';
import { decideInsert, type NotInserted } from './decide-insert.ts';
import { dropWord, leaveWord, readWord, type MarkedField } from './popup-word.ts';
import { noteRecent } from './recents.ts';
import { showPopup } from './show-popup.ts';

/** Fetches a value for one purpose. @throws Failed as the reveal does, and while the extension is locked */
export type Reveal = (id: string, via: RevealToken['via']) => Promise<{ value: string }>;

export type InsertOutcome =
  { readonly kind: 'inserted' } | { readonly kind: 'not_inserted'; readonly why: NotInserted };

/**
 * Puts a token's value into the field in whose menu it was chosen. When something stands in the way,
 * or the site is new, the popup opens at the token and says so: the page is told nothing.
 */
export async function insertChosen(reveal: Reveal, id: string, click: FieldClick): Promise<void> {
  // Before anything is waited for: what the page moves from now on counts as moved.
  const { answer, field } = await markField(click);
  const agreed = (await readAgreedSites()).map(({ origin }) => origin);
  const { pageUrl, frameId } = click;
  const decision = decideInsert({ field: answer, inFrame: frameId !== 0, pageUrl, agreed });
  const at = Date.now();
  switch (decision.kind) {
    case 'refuse':
      await leaveWord({ kind: 'not_inserted', why: decision.why, at });
      break;
    case 'ask': {
      const { origin } = decision;
      const member = await readMember();
      await leaveWord({ kind: 'ask', member, tokenId: id, field: { ...field, origin }, at });
      break;
    }
    case 'insert': {
      const why = await tryInsert(reveal, id, { ...field, origin: decision.origin });
      if (why === null) return;
      await leaveWord({ kind: 'not_inserted', why, at });
    }
  }
  await showPopup({ kind: 'token', id }, click.windowId);
}

/** The person has agreed, in the popup, to the site of the field that was clicked. @throws Failed as `Reveal` */
export async function insertAgreed(reveal: Reveal, mark: string): Promise<InsertOutcome> {
  const word = await readWord();
  if (word?.kind !== 'ask' || word.field.mark !== mark || word.member !== (await readMember())) {
    return { kind: 'not_inserted', why: 'too_late' };
  }
  await agreeToSite(word.field.origin);
  const outcome = await insert(reveal, word.tokenId, word.field);
  // A click is good once. After a failure, such as a confirmation that is wanted, it stays.
  await dropWord();
  return outcome;
}

/** Who is signed in, locked or not; null for nobody. */
async function readMember(): Promise<string | null> {
  const session = await readSession();
  return session !== undefined && 'me' in session ? session.me.id : null;
}

async function tryInsert(reveal: Reveal, id: string, field: MarkedField) {
  try {
    const outcome = await insert(reveal, id, field);
    return outcome.kind === 'inserted' ? null : outcome.why;
  } catch (error) {
    return failureOf(error);
  }
}

async function insert(reveal: Reveal, id: string, field: MarkedField): Promise<InsertOutcome> {
  // The service would say the same after a look on record.
  if ((await readCachedToken(id))?.hint === null) return { kind: 'not_inserted', why: 'no_value' };
  const { value } = await reveal(id, 'insert');
  const answer = await fillField(field, new SecretValue(value));
  // It could be looked into at the click: the page is another one, or gone.
  if (answer === null) return { kind: 'not_inserted', why: 'other_field' };
  if (answer.kind === 'fault') return { kind: 'not_inserted', why: answer.fault };
  // It never rejects.
  void noteRecent(id);
  return { kind: 'inserted' };
}
