import { csvLine } from '../../contract/csv-line.ts';
import type { Token } from '../../contract/token.ts';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const COLUMNS: readonly {
  readonly head: string;
  readonly cell: (token: Token) => string | null;
}[] = [
  { head: 'id', cell: ({ id }) => id },
  { head: 'kind', cell: ({ kind }) => kind },
  { head: 'name', cell: ({ name }) => name },
  { head: 'status', cell: ({ status }) => status },
  { head: 'purpose', cell: ({ purpose }) => purpose },
  { head: 'tags', cell: ({ tags }) => tags.join(', ') },
  { head: 'owner', cell: ({ owner }) => owner },
  { head: 'environment', cell: ({ environment }) => environment },
  {
    head: 'used in',
    cell: ({ usedIn }) =>
      usedIn.map(({ label, url }) => (url === undefined ? label : `${label} ${url}`)).join('\n'),
  },
  { head: 'permissions', cell: ({ scopes }) => scopes.join(' ') },
  { head: 'features', cell: ({ features }) => features.join(' ') },
  { head: 'namespaces', cell: ({ namespaces }) => namespaces.join(' ') },
  { head: 'expires', cell: ({ expiresAt }) => expiresAt },
  { head: 'last used', cell: ({ lastUsedAt }) => lastUsedAt },
  { head: 'calls', cell: ({ kind, callCount }) => (kind === 'issued' ? String(callCount) : '') },
  { head: 'ends in', cell: ({ hint }) => hint },
  { head: 'stands on', cell: ({ backedBy }) => backedBy },
  { head: 'sensitive', cell: ({ sensitive }) => (sensitive ? 'yes' : 'no') },
  { head: 'made by', cell: ({ createdBy }) => createdBy.name },
  { head: 'made', cell: ({ createdAt }) => createdAt },
  { head: 'changed', cell: ({ updatedAt }) => updatedAt },
];

/**
 * What is noted of tokens, as the text of a file. No value is among it: the register has none. The
 * CSV begins with a byte order mark, without which Excel takes it for another encoding.
 */
export function exportTokens(tokens: readonly Token[], format: ExportFormat): string {
  switch (format) {
    case 'csv':
      return `\ufeff${csvLine(COLUMNS.map(({ head }) => head))}${tokens
        .map((token) => csvLine(COLUMNS.map(({ cell }) => cell(token))))
        .join('')}`;
    case 'json':
      return `${JSON.stringify(tokens.map(known), null, 2)}\n`;
  }
}

/** Field by field, so that a field of a later version has to be chosen to be let out. */
function known(token: Token): Token {
  const { id, kind, name, status, scopes, features, namespaces, purpose, tags, owner } = token;
  const { environment, usedIn, createdBy, createdAt, updatedAt, expiresAt, lastUsedAt } = token;
  const { callCount, hint, backedBy, callsPerMinute, sensitive, version } = token;
  return {
    ...{ id, kind, name, status, scopes, features, namespaces, purpose, tags, owner },
    ...{ environment, usedIn, createdBy, createdAt, updatedAt, expiresAt, lastUsedAt },
    ...{ callCount, hint, backedBy, callsPerMinute, sensitive, version },
  };
}
