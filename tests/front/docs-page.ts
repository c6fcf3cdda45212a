/** The scope that a page of the stand-in's API reference names, for the few operations it has. */
export const OPERATION_SCOPES: Readonly<Record<string, string>> = {
  'list-conversations': 'conversations:read',
  'list-contacts': 'contacts:read',
  'list-tags': 'tags:read',
  'create-a-message-reply': 'messages:send',
};
