import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../contract/operations.ts';
import { searchOperations } from '../../../utils/planner/search-operations.ts';

const ids = (query: string): string[] => searchOperations(query).map(({ id }) => id);

describe('a search for operations', () => {
  it('finds by words of the name, in any order and case', () => {
    expect(ids('messages CONVERSATION list')).toContain('list-conversation-messages');
  });

  it('finds by method and path, by permission, and by id, which comes first', () => {
    expect(ids('POST /contacts')[0]).toBeDefined();
    expect(ids('POST /contacts')).toContain('create-contact');
    expect(ids('send messages')).toEqual(
      expect.arrayContaining(['create-message', 'create-message-reply']),
    );
    expect(ids('list-contacts')[0]).toBe('list-contacts');
  });

  it('puts deprecated operations last', () => {
    const found = searchOperations('list');
    const firstOld = found.findIndex(({ deprecated }) => deprecated);
    expect(firstOld).toBeGreaterThan(0);
    expect(found.slice(firstOld).every(({ deprecated }) => deprecated)).toBe(true);
  });

  it('finds nothing for nothing, and each operation by its own name', () => {
    expect(ids('  ')).toEqual([]);
    for (const { id } of OPERATIONS) expect(ids(id.replaceAll('-', ' '))).toContain(id);
  });
});
