import { findEvidence, findTitle, isSettingsPath, mayBeTokenPage, saysToken } from './evidence.ts';
import { findCreateForm, type CreateForm } from './read-create-form.ts';
import { findDeleteDialog, type DeleteDialog } from './read-delete-dialog.ts';
import { findDetails, type TokenDetails } from './read-token-details.ts';
import { partOf, readTokenList, type TokenList } from './read-token-page.ts';

/** What of Front's pages about API tokens is shown now. More than one part may be: a form may cover the list. */
export interface SettingsPage {
  readonly list: TokenList | null;
  readonly details: TokenDetails | null;
  readonly create: CreateForm | null;
  /** The question before a token is deleted. */
  readonly dialog: DeleteDialog | null;
  /** What all of it stands in. */
  readonly part: Element;
}

/**
 * Reads all that is known of Front's pages about tokens.
 * @returns null when the page is none of them
 */
export function readSettingsPage(document: Document, path: string): SettingsPage | null {
  if (!isSettingsPath(path) || !saysToken(document)) return null;
  const title = findTitle(document);
  const evidence = title ?? findEvidence(document);
  if (evidence === null) {
    if (!mayBeTokenPage(document, path)) return null;
    return { list: null, details: null, create: null, dialog: null, part: document.body };
  }
  const part = partOf(document, evidence);
  const create = findCreateForm(document, part);
  const list = withoutForm(readTokenList(part, title), create);
  const details = create?.isDialog === false ? null : findDetails(part, title, list);
  const dialog = findDeleteDialog(document);
  // The page of one token may list its scopes, as rows that look like any other.
  return { list: details === null ? list : null, details, create, dialog, part };
}

/** The form's own lines, such as those of its permissions, are no tokens. */
function withoutForm(list: TokenList | null, create: CreateForm | null): TokenList | null {
  if (list === null || create === null || create.isDialog) return list;
  return list.rows.some(({ element }) => create.form.contains(element)) ? null : list;
}
