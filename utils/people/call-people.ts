import type { RouteInput, RouteOutput } from '../../contract/routes.ts';
import { ask } from '../messaging/ask.ts';
import type { MessageInput, Result } from '../messaging/protocol.ts';
import type { PeopleCall } from './people-calls.ts';

/** Makes one of the calls about people, from one of the extension's own pages. It never throws. */
export async function callPeople<Name extends PeopleCall>(
  call: Name,
  input: RouteInput<Name>,
): Promise<Result<RouteOutput<Name>>> {
  const answer = await ask('people.call', {
    call,
    input,
  } as unknown as MessageInput<'people.call'>);
  // The background has read the answer by this call's own schema.
  return answer as Result<RouteOutput<Name>>;
}
