/** What a page of the API reference says of its call, for the few that the stand-in has. */
const PAGES: Readonly<Record<string, { title: string; call: string; scope: string }>> = {
  'list-conversations': {
    title: 'List conversations',
    call: 'GET /conversations',
    scope: 'conversations:read',
  },
  'list-contacts': { title: 'List contacts', call: 'GET /contacts', scope: 'contacts:read' },
  'list-tags': { title: 'List tags', call: 'GET /tags', scope: 'tags:read' },
  'create-message-reply': {
    title: 'Create message reply',
    call: 'POST /conversations/{conversation_id}/messages',
    scope: 'messages:send',
  },
};

/** A page of the stand-in's API reference. The operation's id comes from an address of word characters. */
export function referencePage(operation: string): string {
  const page = PAGES[operation];
  const body =
    page === undefined
      ? '<h1>Not found</h1>'
      : `<h1>${page.title}</h1><p><code>${page.call}</code></p><p>Required scope: <code>${page.scope}</code></p>`;
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>${page?.title ?? 'Not found'}</title></head>
  <body><main>${body}</main></body>
</html>
`;
}
