import type { apiOf } from '../../tests/e2e/support/api.ts';

const AT_ONCE = 32;
const SYSTEMS = ['Zendesk', 'Stripe', 'Shopify', 'Warehouse', 'HubSpot', 'Okta', 'Slack'];

/** Issues the tokens from the number `from` up to `to`, as a company would have them. */
export async function seedTokens(
  api: ReturnType<typeof apiOf>,
  from: number,
  to: number,
): Promise<void> {
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to) {
      const i = next++;
      await api.create({
        kind: 'issued',
        name: `${SYSTEMS[i % SYSTEMS.length]} – nightly sync ${i} – production`,
        scopes: ['contacts:read', 'contacts:write', 'tags:read'],
        purpose: 'Copies what has changed every night, and says so in the channel of the team.',
        tags: ['sync', `team-${i % 40}`],
        owner: `Team ${i % 40}`,
        environment: 'production',
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
