export interface Item {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** What the stand-in company has in Front. */
export function frontData() {
  return {
    conversations: many(120, (i) => ({
      id: `cnv_${i.toString(36).padStart(4, '0')}`,
      subject: `Question ${i}`,
      status: i % 3 === 0 ? 'archived' : 'assigned',
    })),
    contacts: many(60, (i) => ({
      id: `crd_${i.toString(36).padStart(4, '0')}`,
      name: `Contact ${i}`,
      handles: [{ source: 'email', handle: `contact${i}@example.com` }],
    })),
    tags: many(25, (i) => ({ id: `tag_${i.toString(36).padStart(4, '0')}`, name: `Tag ${i}` })),
    inboxes: many(4, (i) => ({ id: `inb_${i}`, name: `Inbox ${i}`, is_private: false })),
    teammates: many(12, (i) => ({
      id: `tea_${i}`,
      email: `person${i}@example.com`,
      type: 'user',
      is_admin: i < 2,
      is_blocked: false,
    })),
    messages: many(30, (i) => ({
      id: `msg_${i.toString(36).padStart(4, '0')}`,
      type: 'email',
      is_inbound: i % 2 === 0,
      blurb: `Message ${i}`,
    })),
  } satisfies Record<string, readonly Item[]>;
}

function many(count: number, make: (i: number) => Item): readonly Item[] {
  return Array.from({ length: count }, (_, i) => make(i));
}
