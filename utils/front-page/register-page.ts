import { failed } from '../messaging/failed.ts';
import type { Registry } from '../messaging/listen.ts';
import type { Sender } from '../messaging/sender-kind.ts';
import { noteDetails } from '../notes/note-details.ts';
import type { ServiceClient } from '../service/client.ts';
import { injectPageScript } from './inject-page-script.ts';
import { dismissMissing, noteMissing } from './missing-tokens.ts';
import { forgetClosedTabs, keepFacts, readFacts } from './page-memory.ts';

/** Registers what the script on Front's settings page may tell and ask beside notes, and who may read it. */
export function registerPage(registry: Registry, client: ServiceClient): void {
  forgetClosedTabs();
  registry.on('page.arrived', 'settings_script', async (_nothing, sender) => {
    await injectPageScript(tabOf(sender));
    return null;
  });
  registry.on('page.seen', 'settings_script', async (facts, sender) => {
    await keepFacts(tabOf(sender), facts);
    if (facts?.kind === 'list') {
      const { names, isWhole } = facts;
      await noteMissing({ kind: isWhole ? 'whole_list' : 'part_of_list', names });
    }
    return null;
  });
  registry.on('page.deleted', 'settings_script', async ({ name }) => {
    await noteMissing({ kind: 'deleted', name });
    return null;
  });
  registry.on('notes.details', 'settings_script', ({ id }) => noteDetails(client, id));
  registry.on('page.facts', 'extension_page', (asked) => readFacts(asked?.tabId ?? null));
  registry.on('missing.dismiss', 'extension_page', async ({ id }) => {
    await dismissMissing(id);
    return null;
  });
}

function tabOf({ tab }: Sender): number {
  if (tab?.id === undefined) throw failed('refused', 'There is no such tab.');
  return tab.id;
}
