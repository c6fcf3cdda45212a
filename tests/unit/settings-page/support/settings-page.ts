import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TokenNote } from '../../../../utils/messaging/protocol.ts';

const FIXTURES = path.resolve('tests/fixtures/settings-page');

/** Path of Front's list of API tokens. */
export const TOKENS_PATH = '/settings/developers';

/** Makes the committed structure the page that is shown. */
export function showFixture(name: string): Document {
  const html = readFileSync(path.join(FIXTURES, `${name}.html`), 'utf8');
  const { head, body } = new DOMParser().parseFromString(html, 'text/html');
  document.head.replaceChildren(...head.childNodes);
  document.body.replaceChildren(...body.childNodes);
  return document;
}

/** Makes this the page that is shown. */
export function showBody(html: string): void {
  document.body.replaceChildren(
    ...new DOMParser().parseFromString(html, 'text/html').body.childNodes,
  );
}

/** A note on a token, of which a test says what matters to it. */
export function aNote(over: Partial<TokenNote> = {}): TokenNote {
  return {
    id: 'tok_example',
    name: 'Billing export',
    kind: 'front',
    status: 'active',
    purpose: 'Sends invoices to the ledger every night.',
    owner: 'Finance',
    tags: ['billing', 'nightly'],
    environment: 'production',
    expiresAt: null,
    createdAt: '2026-03-01T10:00:00.000Z',
    lastUsedAt: null,
    standing: 0,
    ...over,
  };
}
