import type { MessageName } from '../../../utils/messaging/protocol.ts';

/** What the script on Front's settings page may send; all other messages are for own pages alone. */
export const FOR_THE_SCRIPT: ReadonlySet<string> = new Set<MessageName>([
  'notes.by_name',
  'notes.details',
  'panel.open',
  'page.arrived',
  'page.seen',
  'page.deleted',
]);
