import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { clientAddress } from '../http/client-address.ts';
import { readLimited } from '../http/read-limited.ts';
import type { SignInWords } from './words/sign-in-words.ts';

/** The sign-in pages run on Node's own request and response, which the sign-in server wants. */
export type SignInEnv = {
  Bindings: HttpBindings;
  Variables: { /** In the language of the browser. */ words: SignInWords };
};
export type SignInContext = Context<SignInEnv>;

/** The fields of a posted form; none when it is longer than `maxBytes`. Nobody has signed in yet here. */
export async function readFields(c: SignInContext, maxBytes: number): Promise<URLSearchParams> {
  const bytes = await readLimited(c.env.incoming as AsyncIterable<Buffer>, maxBytes);
  return new URLSearchParams(bytes?.toString('utf8') ?? '');
}

/** Network address of the browser, as the service saw it. */
export function addressOf(c: SignInContext): string | null {
  return clientAddress(c.env.incoming);
}
