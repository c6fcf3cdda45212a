import { describe, expect, it } from 'vitest';
import { judgeName, proposeName } from '../../../utils/tokens/judge-name.ts';

describe('a name is judged while it is typed', () => {
  it.each([
    'test',
    'token 1',
    'API token',
    'n8n test',
    'my new key',
    'prod',
    'Front integration 2',
  ])('“%s” could be any token', (name) => {
    expect(judgeName(name, [])).not.toBeNull();
  });

  it('says that words without a meaning of their own are generic', () => {
    expect(judgeName('Token 1', [])).toEqual({ kind: 'generic' });
    expect(judgeName('test-api-key', [])).toEqual({ kind: 'generic' });
  });

  it('says that one word is too short', () => {
    expect(judgeName('Zendesk', [])).toEqual({ kind: 'too_short' });
  });

  it('finds nothing wrong with a name that says system, purpose and environment', () => {
    expect(judgeName('Zendesk – nightly contacts sync – production', [])).toBeNull();
    expect(judgeName('給与計算 – 連絡先の同期 – 本番', [])).toBeNull();
  });

  it.each([
    ['Zendesk – contact sync – production', 'Zendesk – contacts sync – production'],
    ['zendesk contacts sync production', 'Zendesk – contacts sync – production'],
    ['Zendesk – contacts sync – production', 'ZENDESK –  contacts sync – production'],
  ])('“%s” is mistaken for “%s”', (name, other) => {
    expect(judgeName(name, ['Stripe – refunds – production', other])).toEqual({
      kind: 'near',
      name: other,
    });
  });

  it('takes names that differ in a number for different ones', () => {
    expect(judgeName('Warehouse export – shard 12', ['Warehouse export – shard 13'])).toBeNull();
  });

  it('says nothing of an empty field', () => {
    expect(judgeName('  ', ['test'])).toBeNull();
  });
});

describe('a better name is proposed from what was typed', () => {
  it('takes the system and the work out of the purpose', () => {
    const parts = {
      name: 'test',
      purpose: 'Copies contacts from Zendesk every night.',
      environment: 'production',
    };
    expect(proposeName(parts)).toBe('Zendesk – copies contacts every night – production');
  });

  it('keeps the system that the name says already', () => {
    const parts = { name: 'Stripe', purpose: 'Refund notes', environment: 'staging' };
    expect(proposeName(parts)).toBe('Stripe – refund notes – staging');
  });

  it('proposes nothing while a part is missing, or when the name is that already', () => {
    expect(proposeName({ name: 'Stripe', purpose: '', environment: 'staging' })).toBeNull();
    expect(proposeName({ name: 'Stripe', purpose: 'Refunds', environment: '' })).toBeNull();
    expect(
      proposeName({
        name: 'Stripe – refunds – staging',
        purpose: 'Refunds',
        environment: 'staging',
      }),
    ).toBeNull();
  });
});
