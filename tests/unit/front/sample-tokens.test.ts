// @vitest-environment node
import { expect, test } from 'vitest';
import { CreateIssuedToken, RecordFrontToken } from '../../../contract/token.ts';
import { SAMPLE_TOKENS } from '../../front/sample-tokens.ts';

test('there are forty sample tokens of both kinds, and no two share a name', () => {
  expect(SAMPLE_TOKENS).toHaveLength(40);
  expect(new Set(SAMPLE_TOKENS.map(({ name }) => name.toLowerCase())).size).toBe(40);
  expect(new Set(SAMPLE_TOKENS.map(({ kind }) => kind))).toEqual(new Set(['front', 'issued']));
});

test('the first one can stand behind those that are issued', () => {
  expect(SAMPLE_TOKENS[0]).toMatchObject({ kind: 'front', scopes: ['shared:*'] });
});

test.each(SAMPLE_TOKENS.map((sample) => [sample.name, sample] as const))(
  'the service takes “%s”',
  (_, sample) => {
    const { kind, name, scopes, purpose, tags, owner, environment, usedIn } = sample;
    const schema = kind === 'front' ? RecordFrontToken : CreateIssuedToken;
    const token = { kind, name, scopes, purpose, tags, owner, environment, usedIn };
    const given = JSON.parse(JSON.stringify(token)) as unknown;
    expect(schema.safeParse(given).error).toBeUndefined();
  },
);
