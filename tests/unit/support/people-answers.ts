import { vi } from 'vitest';
import type { ErrorCode } from '../../../contract/errors.ts';
import { ERRORS } from '../../../contract/errors.ts';
import type { AccessRequest } from '../../../contract/grant.ts';
import type { Me, Member } from '../../../contract/member.ts';
import { useRegister } from '../../../components/state/register.ts';
import { ask } from '../../../utils/messaging/ask.ts';
import type { Failure } from '../../../utils/messaging/protocol.ts';
import type { PeopleCall } from '../../../utils/people/people-calls.ts';
import { ADA } from './fake-service.ts';

/** A call that a page made. */
export interface Made {
  readonly call: string;
  readonly input: unknown;
}

type Answer = object | ErrorCode | null;

/**
 * Answers what pages ask about people; `ask` has to be mocked. A code is a refusal.
 * @returns the calls in the order in which they were made
 */
export function answerPeople(answers: Partial<Record<PeopleCall, Answer>>): Made[] {
  const made: Made[] = [];
  vi.mocked(ask).mockImplementation((name, input) => {
    const { call } = name === 'people.call' ? (input as Made) : { call: name };
    made.push(name === 'people.call' ? (input as Made) : { call: name, input });
    const answer = answers[call as PeopleCall] ?? null;
    return Promise.resolve(
      typeof answer === 'string'
        ? { ok: false, failure: { code: answer, message: ERRORS[answer].message } as Failure }
        : { ok: true, value: answer as never },
    );
  });
  return made;
}

export const BO: Me = { ...ADA, id: 'mem_0000000000000002', name: 'Bo Builder', role: 'member' };

/** Somebody is signed in on the page. */
export function signedInAs(me: Me, address = 'http://127.0.0.1:4180'): void {
  useRegister.setState({
    session: { kind: 'signed_in', address, me },
    tokens: [],
    complete: true,
  });
}

let count = 10;

/** A person as the service tells of them. */
export function aMember(given: Partial<Member> = {}): Member {
  count += 1;
  return {
    id: `mem_${String(count).padStart(16, '0')}`,
    name: `Person ${count}`,
    email: null,
    role: 'member',
    status: 'active',
    ownsTags: [],
    signsInBy: 'code',
    passkeys: 0,
    createdAt: '2026-03-01T10:00:00.000Z',
    lastSeenAt: null,
    ...given,
  };
}

/** A wish to see a token. */
export function aRequest(given: Partial<AccessRequest> = {}): AccessRequest {
  count += 1;
  return {
    id: `req_${String(count).padStart(16, '0')}`,
    token: { id: 'tok_0000000000000001', name: 'Warehouse – stock sync' },
    member: { id: BO.id, name: BO.name },
    reason: 'For the night job',
    status: 'open',
    createdAt: '2026-03-01T10:00:00.000Z',
    decidedBy: null,
    decidedAt: null,
    answer: '',
    ...given,
  };
}
