import { expect, test } from 'vitest';
import { hasRefusedPort } from '../../../contract/refused-ports.ts';

/** Whether `fetch` itself refuses a port, which it says before it opens any connection. */
async function isRefusedByFetch(port: number): Promise<boolean> {
  const failure: unknown = await fetch(`http://127.0.0.1:${port}/`, {
    // What is no refusal of a port ends at once, whoever listens there.
    signal: AbortSignal.timeout(1_000),
  }).catch((error: unknown) => error);
  return failure instanceof Error && String(failure.cause).includes('bad port');
}

test('a port is refused where fetch refuses it, and nowhere else', async () => {
  // Beyond these no port is refused; in between, each is asked about.
  const ports = [...Array.from({ length: 1_100 }, (_, i) => i + 1), 1_719, 1_720, 1_723, 2_049];
  ports.push(3_659, 4_045, 4_180, 4_190, 5_060, 5_061, 6_000, 6_566, 6_679, 6_697, 8_080, 10_080);
  for (let port = 6_660; port < 6_675; port += 1) ports.push(port);
  for (const port of ports) {
    const url = new URL(`http://127.0.0.1:${port}/`);
    expect(hasRefusedPort(url), `port ${port}`).toBe(await isRefusedByFetch(port));
  }
});

test('an address without a port has none that is refused', () => {
  expect(hasRefusedPort(new URL('https://tokens.example.com'))).toBe(false);
});
