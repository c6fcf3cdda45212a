import type { Registry } from '../messaging/listen.ts';
import type { Outbox } from './outbox.ts';

/** Registers what pages can ask of the outbox. */
export function onChanges(registry: Registry, outbox: Outbox): void {
  registry.on('changes.edit', 'extension_page', (wanted) => outbox.edit(wanted));
  registry.on('changes.create', 'extension_page', (wanted) => outbox.create(wanted));
  registry.on('changes.settle', 'extension_page', ({ change, version, patch }) =>
    outbox.settle(change, { version, patch }),
  );
  registry.on('changes.again', 'extension_page', ({ change }) => outbox.again(change));
  registry.on('changes.discard', 'extension_page', async ({ change }) => {
    await outbox.discard(change);
    return null;
  });
  registry.on('changes.send', 'extension_page', async () => {
    await outbox.send('asked');
    return null;
  });
}
