import { OPERATIONS_BY_ID } from '../../contract/operations.ts';
import { isCacheFresh } from '../cache/is-cache-fresh.ts';
import { failed } from '../messaging/failed.ts';
import type { Registry } from '../messaging/listen.ts';
import { openPopupOr } from '../pages/open-popup.ts';
import type { ServiceClient } from '../service/client.ts';
import { noteReferenceSeen } from '../reference-page/reference-seen.ts';
import { readSettings, writeSettings } from '../settings/settings.ts';
import { createMyGrants } from './my-grants.ts';
import { noteOnOperation } from './note-on-operation.ts';

/** Registers what the script on Front's API reference may ask: a scope and a number, and to be led to our own pages. */
export function answerReference(
  registry: Registry,
  client: ServiceClient,
  refreshQuietly: () => void,
): void {
  const myGrants = createMyGrants(client);
  registry.on('reference.look_up', 'reference_script', async ({ operation: id }) => {
    await noteReferenceSeen();
    const operation = OPERATIONS_BY_ID.get(id);
    if (operation === undefined || !(await readSettings()).referenceLabel) return null;
    const note = await noteOnOperation(operation, myGrants);
    if (note?.tokens.kind === 'count' && !(await isCacheFresh())) refreshQuietly();
    return note;
  });
  registry.on('reference.open', 'reference_script', async ({ operation: id }) => {
    if (!OPERATIONS_BY_ID.has(id)) throw failed('not_found', 'There is no such operation.');
    await openPopupOr(`#/operations/${id}`);
    return null;
  });
  registry.on('reference.hide', 'reference_script', async () => {
    await writeSettings({ referenceLabel: false });
    return null;
  });
}
