import { randomUUID } from 'node:crypto';
import type { CreateToken, Token } from '../contract/token.ts';
import { SAMPLE_TOKENS, type SampleToken } from '../tests/front/sample-tokens.ts';
import type { FrontStandIn, FrontTokenSeed } from '../tests/front/start.ts';
import type { RunningService } from './run-service.ts';
import { useDemoTokens } from './use-demo-tokens.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Fills the register with sample tokens, by the service's public interface: those made in Front are
 * made in the stand-in first and recorded with their real value. Some then make calls.
 * @returns how many
 */
export async function seedDemo(service: RunningService, front: FrontStandIn): Promise<number> {
  const bearer = service.accessToken();
  const create = async (token: CreateToken): Promise<Token> => {
    const response = await fetch(`${service.address}/v1/tokens`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(token),
    });
    if (!response.ok) throw new Error(`“${token.name}”: ${await response.text()}`);
    return (await response.json()) as Token;
  };
  const tokens: Token[] = [];
  let gateway: string | null = null;
  for (const sample of SAMPLE_TOKENS) {
    const notes = notesOf(sample);
    if (sample.kind === 'front') {
      const made = await front.createToken(seedOf(sample));
      const token = await create({ kind: 'front', ...notes, value: made.value });
      gateway ??= token.id;
      tokens.push(token);
    } else {
      tokens.push(
        await create({ kind: 'issued', ...notes, scopes: [...sample.scopes], backedBy: gateway }),
      );
    }
  }
  await useDemoTokens(service, tokens);
  return tokens.length;
}

function seedOf({ name, scopes, createdBy, createdDaysAgo = 0 }: SampleToken): FrontTokenSeed {
  return {
    name,
    scopes,
    ...(createdBy === undefined ? {} : { createdBy }),
    createdAt: new Date(Date.now() - createdDaysAgo * DAY_MS).toISOString(),
  };
}

function notesOf(sample: SampleToken) {
  const { name, purpose, tags, owner, environment, usedIn, expiresInDays } = sample;
  return {
    name,
    ...(purpose === undefined ? {} : { purpose }),
    ...(tags === undefined ? {} : { tags: [...tags] }),
    ...(owner === undefined ? {} : { owner }),
    ...(environment === undefined ? {} : { environment }),
    ...(usedIn === undefined ? {} : { usedIn: [...usedIn] }),
    ...(expiresInDays === undefined
      ? {}
      : { expiresAt: new Date(Date.now() + expiresInDays * DAY_MS).toISOString() }),
  };
}
