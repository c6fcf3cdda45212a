import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ask } from '../../../utils/messaging/ask.ts';

const NOBODY = new Error('Could not establish connection. Receiving end does not exist.');
const STOPPED = new Error('A listener indicated an asynchronous response, but the channel closed.');
const ANSWER = { ok: true, value: { kind: 'not_connected' } };
const GUARD = { salt: 's', digest: 'd', deadline: 1 };
const REVEAL = { id: 'tok_0000000000000001', via: 'reveal' } as const;

beforeEach(() => fakeBrowser.reset());

function background(...answers: unknown[]) {
  const send = vi.spyOn(fakeBrowser.runtime, 'sendMessage');
  for (const answer of answers) {
    if (answer instanceof Error) send.mockRejectedValueOnce(answer);
    else send.mockResolvedValueOnce(answer as never);
  }
  return send;
}

describe('asking the background', () => {
  it('gives its answer', async () => {
    background(ANSWER);
    expect(await ask('session.get', null)).toEqual(ANSWER);
  });

  it('asks again when the worker was stopped over a message that is safe to repeat', async () => {
    const send = background(STOPPED, { ok: true, value: null });
    expect(await ask('clipboard.guard', GUARD)).toEqual({ ok: true, value: null });
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('does not reveal twice when the worker was stopped over it', async () => {
    const send = background(STOPPED);
    expect(await ask('tokens.reveal', REVEAL)).toMatchObject({ failure: { code: 'refused' } });
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('asks anything again that reached nobody', async () => {
    const send = background(NOBODY, { ok: true, value: { value: 'v' } });
    expect(await ask('tokens.reveal', REVEAL)).toEqual({ ok: true, value: { value: 'v' } });
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('never throws, and says so when nobody answers', async () => {
    background(NOBODY, NOBODY);
    expect(await ask('session.get', null)).toMatchObject({
      ok: false,
      failure: { code: 'refused' },
    });
  });

  it('takes an answer that is none for none', async () => {
    background(undefined, undefined);
    expect(await ask('session.get', null)).toMatchObject({
      ok: false,
      failure: { code: 'refused' },
    });
  });
});
