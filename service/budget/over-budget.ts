import type { BudgetAnswer } from './budget.ts';

type Wait = Extract<BudgetAnswer, { kind: 'wait' }>;

/** A refusal in Front’s own shape, whose headers are true for this caller. */
export interface OverBudget {
  readonly status: 429;
  readonly title: 'Too many requests';
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Says to a caller why it has to wait and for how long. */
export function overBudget(wait: Wait, tokenName: string): OverBudget {
  const seconds = wait.retryAfterSeconds;
  return {
    status: 429,
    title: 'Too many requests',
    message: `${reasonOf(wait, tokenName)} Try again in ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`,
    headers: {
      'retry-after': String(seconds),
      'x-ratelimit-limit': String(wait.limit),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(wait.reset),
    },
  };
}

/** Says to a caller that too many of its calls are still being answered. */
export function tooManyUnderWay(most: number, tokenName: string): OverBudget {
  return {
    status: 429,
    title: 'Too many requests',
    message: `The token “${tokenName}” has ${most} calls under way. Read an answer to its end, then try again.`,
    headers: { 'retry-after': '1' },
  };
}

function reasonOf({ reason, limit }: Wait, tokenName: string): string {
  const calls = limit === 1 ? '1 call a minute' : `${limit} calls a minute`;
  switch (reason) {
    case 'cap':
      return `The token “${tokenName}” may make ${calls}.`;
    case 'share':
      return `The token “${tokenName}” has used its share of the company’s limit (${calls}).`;
    case 'company':
      return 'All calls that tokens may make in this minute are made.';
    case 'tier':
      return 'Front takes calls of this kind more slowly.';
    case 'front':
      return 'Front has asked the company to wait.';
  }
}
