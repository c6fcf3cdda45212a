import { describe, expect, test } from 'vitest';
import type { CreateToken, CreatedToken } from '../../../contract/token.ts';
import type { Result } from '../../../utils/messaging/protocol.ts';
import { recogniseColumns } from '../../../utils/import/columns.ts';
import { resultFile } from '../../../utils/import/import-words.ts';
import { ASKED_A_MINUTE, createImportRun } from '../../../utils/import/import-run.ts';
import { planImport } from '../../../utils/import/plan-import.ts';
import { readCsv } from '../../../utils/import/read-csv.ts';
import { readRows } from '../../../utils/import/read-rows.ts';
import { aFrontValue } from '../../service/support/makers.ts';
import { aToken } from '../support/a-token.ts';

function planned(text: string) {
  const reading = readCsv(text);
  if (reading.kind !== 'table') throw new Error(reading.kind);
  const rows = readRows(reading.table, recogniseColumns(reading.table.header), 0);
  return planImport(rows, [], { tokens: [], known: new Map(), company: null });
}
const named = (count: number) =>
  `name\n${Array.from({ length: count }, (_, i) => `Zendesk – sync ${i} – production`).join('\n')}`;

interface Sent {
  readonly token: CreateToken;
  readonly key: string;
}

function aRun(text: string, answer: (sent: Sent, turn: number) => Result<CreatedToken>) {
  const sent: Sent[] = [];
  let clock = 0;
  const plan = planned(text);
  const run = createImportRun(plan, {
    verify: 'if_possible',
    onChange: () => undefined,
    create: (token, key) => {
      sent.push({ token, key });
      return Promise.resolve(answer({ token, key }, sent.length));
    },
    wait: (ms) => {
      clock += ms;
      return Promise.resolve();
    },
    now: () => clock,
  });
  return { run, sent, plan, waited: () => clock };
}

const ok = ({ token }: Sent): Result<CreatedToken> => ({
  ok: true,
  value: aToken({ kind: 'front', name: token.name }),
});
const failure = (code: 'unreachable' | 'name_taken' | 'locked' | 'wrong_answer' | 'refused') =>
  ({ ok: false, failure: { code, message: code } }) as const;

describe('an import', () => {
  test('sends the new rows alone, each with a key of its own', async () => {
    const { run, sent } = aRun(`${named(3)}\n,\nZendesk – sync 0 – production`, ok);
    await run.start();
    expect(run.state()).toEqual({ kind: 'done' });
    expect(sent.map(({ token }) => token.name)).toEqual([
      'Zendesk – sync 0 – production',
      'Zendesk – sync 1 – production',
      'Zendesk – sync 2 – production',
    ]);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(3);
  });

  test('goes on after a row that is refused, and tells of each', async () => {
    const { run, plan } = aRun(named(3), (one, turn) =>
      turn === 2 ? failure('name_taken') : ok(one),
    );
    await run.start();
    expect([...run.results().values()].map(({ kind }) => kind)).toEqual([
      'recorded',
      'refused',
      'recorded',
    ]);
    expect(resultFile(plan, run.results(), run.state()).split('\r\n')[2]).toContain('Not recorded');
  });

  test('stops when nobody answers, and goes on with the same key for the row that was under way', async () => {
    let down = true;
    const { run, sent, plan } = aRun(named(3), (one, turn) =>
      turn >= 2 && down ? failure('unreachable') : ok(one),
    );
    await run.start();
    expect(run.state()).toMatchObject({ kind: 'stopped', failure: { code: 'unreachable' } });
    // It was sent, and may be there.
    const [, , asked, next] = resultFile(plan, run.results(), run.state()).split('\r\n');
    expect(asked).toContain('It may have been recorded');
    expect(next).toContain('Not sent');
    down = false;
    await run.start();
    expect(run.state()).toEqual({ kind: 'done' });
    expect(sent.map(({ token }) => token.name.slice(15, 16))).toEqual(['0', '1', '1', '2']);
    expect(sent[2]?.key).toBe(sent[1]?.key);
  });

  test.each(['wrong_answer', 'refused'] as const)(
    'nobody knows of a row that ends it with %s',
    async (code) => {
      const { run, plan } = aRun(named(1), () => failure(code));
      await run.start();
      expect(resultFile(plan, run.results(), run.state())).toContain('No answer');
    },
  );

  test('a row that the service surely did not take is one that was not sent', async () => {
    const { run, plan } = aRun(named(1), () => failure('locked'));
    await run.start();
    expect(resultFile(plan, run.results(), run.state())).toContain('Not sent');
  });

  test('is stopped after the row that is under way, and goes on where it was', async () => {
    const { run, sent, plan } = aRun(named(4), (one, turn) => {
      if (turn === 2) run.stop();
      return ok(one);
    });
    await run.start();
    expect(run.state()).toEqual({ kind: 'stopped', failure: null, unanswered: null });
    expect(sent).toHaveLength(2);
    expect(resultFile(plan, run.results(), run.state())).toContain('Not sent');
    await run.start();
    expect(sent).toHaveLength(4);
  });

  test('asks Front about twenty values a minute at most, and waits for nothing without values', async () => {
    const rows = Array.from(
      { length: ASKED_A_MINUTE + 1 },
      (_, i) => `Zendesk – sync ${i} – production,${aFrontValue({ jti: String(i) })}`,
    );
    const valued = aRun(`name,value\n${rows.join('\n')}`, ok);
    await valued.run.start();
    expect(valued.waited()).toBeGreaterThanOrEqual(60_000);
    expect(valued.sent[0]?.token).toMatchObject({ verify: 'if_possible' });
    const bare = aRun(named(50), ok);
    await bare.run.start();
    expect(bare.waited()).toBe(0);
    expect(bare.sent[0]?.token).not.toHaveProperty('verify');
  });
});
