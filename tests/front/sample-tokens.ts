/** Sample tokens of a made-up company, named as real teams name theirs: well and badly. */
export interface SampleToken {
  readonly kind: 'front' | 'issued';
  readonly name: string;
  readonly scopes: readonly string[];
  readonly purpose?: string;
  readonly tags?: readonly string[];
  readonly owner?: string;
  readonly environment?: string;
  /** Days from now; left out when it does not expire. */
  readonly expiresInDays?: number;
  readonly usedIn?: readonly { label: string; url?: string }[];
}

const READ_MOST = ['conversations:read', 'messages:read', 'contacts:read', 'tags:read', 'inboxes:read', 'teammates:read'];

const HAND_WRITTEN: readonly SampleToken[] = [
  { kind: 'front', name: 'Companion gateway – all issued tokens – production', scopes: ['shared:*'], purpose: 'Stands behind every token that is issued here. Replace it only with the guide in the handbook.', tags: ['gateway', 'critical'], owner: 'Platform team', environment: 'production', usedIn: [{ label: 'Front Token Companion' }] },
  { kind: 'front', name: 'Zendesk import – nightly contacts sync – production', scopes: ['contacts:read', 'contacts:write'], purpose: 'Copies contacts from Zendesk every night at 02:00 UTC.', tags: ['sync', 'contacts'], owner: 'Support operations', environment: 'production', usedIn: [{ label: 'contacts-sync job', url: 'https://ci.example.com/jobs/contacts-sync' }] },
  { kind: 'front', name: 'test', scopes: ['shared:*', 'private:*'] },
  { kind: 'front', name: 'token 2', scopes: ['shared:*'] },
  { kind: 'front', name: 'n8n', scopes: [...READ_MOST, 'conversations:write'], purpose: 'Somebody’s automations. Ask in #front before deleting.', tags: ['automation'] },
  { kind: 'front', name: 'Okta provisioning – teammates – production', scopes: ['provisioning'], purpose: 'SCIM from Okta. Never reveal it to anybody but IT.', tags: ['identity', 'critical'], owner: 'IT', environment: 'production' },
  { kind: 'front', name: 'Data warehouse export – BigQuery – production', scopes: ['analytics:read', 'conversations:read'], purpose: 'Nightly export of conversation metrics for the weekly board.', tags: ['data'], owner: 'Data team', environment: 'production', usedIn: [{ label: 'front_to_bq.py', url: 'https://git.example.com/data/front_to_bq' }] },
  { kind: 'issued', name: 'Status page bot – post incident notes – production', scopes: ['comments:write', 'conversations:read'], purpose: 'Writes a comment on every conversation tagged incident.', tags: ['bot', 'incidents'], owner: 'SRE', environment: 'production', expiresInDays: 21 },
  { kind: 'issued', name: 'Order lookup – sidebar plugin – staging', scopes: ['contacts:read'], purpose: 'Lets the order sidebar find the contact of a conversation.', tags: ['plugin'], owner: 'Checkout team', environment: 'staging', expiresInDays: 90 },
  { kind: 'issued', name: 'Churn model – read conversations – research', scopes: ['conversations:read', 'messages:read'], purpose: 'Training data for the churn model; ends with the quarter.', tags: ['data', 'research'], owner: 'Data team', environment: 'development', expiresInDays: 5 },
  { kind: 'issued', name: 'Support report – weekly mail – production', scopes: ['analytics:read'], purpose: 'The Monday mail with last week’s numbers.', tags: ['report'], owner: 'Support operations', environment: 'production', expiresInDays: 180 },
  { kind: 'issued', name: 'Tag cleaner – merges old tags – once', scopes: ['tags:read', 'tags:write', 'tags:delete'], purpose: 'Run once in spring, then delete.', tags: ['cleanup'], owner: 'Mira', environment: 'production' },
];

const SYSTEMS = ['Salesforce', 'Shopify', 'Stripe', 'HubSpot', 'Slack', 'Jira', 'Looker'];
const JOBS = ['contact sync', 'ticket mirror', 'alerts', 'tag report'];

/** Forty of them: the hand-written ones, then plausible ones in the recommended form. */
export const SAMPLE_TOKENS: readonly SampleToken[] = [
  ...HAND_WRITTEN,
  ...SYSTEMS.flatMap((system, s) =>
    JOBS.map(
      (job, j): SampleToken => ({
        kind: (s + j) % 3 === 0 ? 'front' : 'issued',
        name: `${system} – ${job} – ${j % 2 === 0 ? 'production' : 'staging'}`,
        scopes: READ_MOST.slice(0, 1 + ((s + j) % 5)),
        purpose: `Keeps ${system} in step: ${job}.`,
        tags: [job.split(' ')[1] ?? job, 'integration'],
        owner: ['Sales systems', 'Checkout team', 'Support operations'][(s + j) % 3] ?? 'IT',
        environment: j % 2 === 0 ? 'production' : 'staging',
        ...(j === 3 ? { expiresInDays: 10 + s * 15 } : {}),
      }),
    ),
  ),
];
