import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ReportRefusedMessages, type RefusedMessage } from '../../../contract/refused-message.ts';
import { createRefusalReport } from '../../../utils/messaging/refusal-report.ts';
import type { Sender } from '../../../utils/messaging/sender-kind.ts';
import { OPTIONS_PAGE, SETTINGS_SCRIPT } from '../support/start-companion.ts';

const OWN = { id: 'test-extension-id', origin: 'chrome-extension://test-extension-id' };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function aReport(send: () => Promise<void> = () => Promise.resolve()) {
  const sent: (readonly RefusedMessage[])[] = [];
  const report = createRefusalReport(OWN, (refusals) => {
    sent.push(refusals);
    return send();
  });
  return { report, sent };
}

describe('the report of refused messages', () => {
  it('counts alike ones and tells them once', async () => {
    const { report, sent } = aReport();
    for (let i = 0; i < 500; i++) report.note('tokens.reveal', SETTINGS_SCRIPT);
    report.note('session.get', { id: 'another-extension' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([
      [
        {
          message: 'tokens.reveal',
          from: 'settings_script',
          origin: 'https://app.frontapp.com',
          count: 500,
        },
        { message: 'session.get', from: 'other_extension', origin: 'another-extension', count: 1 },
      ],
    ]);
  });

  it('lets a flood through once in ten seconds', async () => {
    const { report, sent } = aReport();
    for (let second = 0; second < 30; second++) {
      report.note('tokens.reveal', SETTINGS_SCRIPT);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(sent.length).toBeLessThanOrEqual(3);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent.flat().reduce((sum, { count }) => sum + count, 0)).toBe(30);
  });

  it('fits into one report, from however many strangers they come, and loses no count', async () => {
    const { report, sent } = aReport();
    for (let i = 0; i < 300; i++) report.note('tokens.reveal', { id: `extension-${i}` });
    await vi.advanceTimersByTimeAsync(1_000);
    const [refusals = []] = sent;
    expect(ReportRefusedMessages.safeParse({ refusals }).success).toBe(true);
    expect(refusals.reduce((sum, { count }) => sum + count, 0)).toBe(300);
  });

  it('keeps what could not be told for the next time', async () => {
    let down = true;
    const { report, sent } = aReport(() =>
      down ? Promise.reject(new Error('offline')) : Promise.resolve(),
    );
    report.note('tokens.reveal', SETTINGS_SCRIPT);
    await vi.advanceTimersByTimeAsync(1_000);
    down = false;
    report.note('tokens.reveal', SETTINGS_SCRIPT);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent.map(([refusal]) => refusal?.count)).toEqual([1, 2]);
  });

  it.each<[string, Sender, Partial<RefusedMessage>]>([
    ['an own page', OPTIONS_PAGE, { from: 'extension_page', origin: '' }],
    ['a frame', { ...OPTIONS_PAGE, frameId: 3 }, { from: 'unknown', origin: OWN.origin }],
    [
      'our script on another site',
      { ...SETTINGS_SCRIPT, origin: undefined, url: 'https://evil.example/settings/x?secret' },
      { from: 'unknown', origin: 'https://evil.example' },
    ],
    ['nobody', {}, { from: 'unknown', origin: '' }],
    ['an id of another shape', { id: 'a b\n' }, { from: 'other_extension', origin: '' }],
  ])('says of %s what the browser says, and no address of a page', async (_who, sender, said) => {
    const { report, sent } = aReport();
    report.note('unknown', sender);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([[expect.objectContaining(said)]]);
    expect(ReportRefusedMessages.safeParse({ refusals: sent[0] }).success).toBe(true);
  });
});
