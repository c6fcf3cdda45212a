import type { Token } from '../contract/token.ts';
import type { RunningService } from './run-service.ts';

/** Who calls what in the demo, and how often. The last of them lacks the permission, and is refused. */
const CALLS: readonly { token: string; path: string; times: number }[] = [
  { token: 'Order lookup', path: '/contacts', times: 4 },
  { token: 'Churn model', path: '/conversations', times: 3 },
  { token: 'Tag cleaner', path: '/tags', times: 2 },
  { token: 'Shopify', path: '/conversations', times: 2 },
  { token: 'Shopify', path: '/contacts', times: 1 },
];

/**
 * Makes real calls through the gateway with some sample tokens, so that last use, plots and health
 * have something to show. A call that the budget refuses is a thing to show as well.
 */
export async function useDemoTokens(
  service: RunningService,
  tokens: readonly Token[],
): Promise<void> {
  const bearer = service.accessToken();
  for (const { token, path, times } of CALLS) {
    const found = tokens.find(({ kind, name }) => kind === 'issued' && name.startsWith(token));
    if (found === undefined) throw new Error(`no sample token begins with “${token}”`);
    const revealed = await fetch(`${service.address}/v1/tokens/${found.id}/reveal`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ via: 'copy' }),
    });
    const { value } = (await revealed.json()) as { value: string };
    for (let call = 0; call < times; call += 1) {
      const answer = await fetch(`${service.address}/front${path}`, {
        headers: { authorization: `Bearer ${value}`, 'user-agent': 'demo' },
      });
      await answer.arrayBuffer();
    }
  }
}
