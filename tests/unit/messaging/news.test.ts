import { describe, expect, it, vi } from 'vitest';
import { announce, onNews, type News } from '../../../utils/messaging/news.ts';

describe('news', () => {
  it('reaches who listens, until it stops listening', async () => {
    const listening = new AbortController();
    const still = new AbortController();
    const heard: News[] = [];
    const witness: News[] = [];
    onNews((news) => heard.push(news), listening.signal);
    onNews((news) => witness.push(news), still.signal);
    announce({ kind: 'session' });
    await vi.waitFor(() => expect(heard).toEqual([{ kind: 'session' }]));
    listening.abort();
    announce({ kind: 'tokens' });
    await vi.waitFor(() => expect(witness).toHaveLength(2));
    expect(heard).toHaveLength(1);
    still.abort();
  });
});
