import { ROUTES, type Route } from '../../contract/routes.ts';
import { announce } from '../messaging/news.ts';
import type { ServiceClient } from '../service/client.ts';
import type { AnyPeopleCall, PeopleCall } from './people-calls.ts';

/** What pages can do with people, grants and requests, and read of the log. */
export interface People {
  /** @throws Failed with the service's refusal, or with what went wrong on the way */
  call(wanted: AnyPeopleCall): Promise<unknown>;
  /** The whole log as a file's text. @throws Failed as `call` */
  exportAudit(format: 'jsonl' | 'csv'): Promise<string>;
}

export interface PeopleDeps {
  readonly client: ServiceClient;
  /** Called when what the service tells of the caller may be another now; not waited for. */
  readonly onMeChanged: () => void;
  /** Called when a call may have changed tokens, so that the cache follows; not waited for. */
  readonly onTokensChanged: () => void;
}

/** Calls that change what `GET /v1/me` says: its rules, tags, role, passkeys, waiting requests. */
const CHANGES_ME: ReadonlySet<PeopleCall> = new Set([
  'updateMember',
  'removeMember',
  'removeMyPasskey',
  'updateCompany',
  'decideRequest',
]);

/** Calls that change what stands on tokens, or how it is shown. */
const CHANGES_TOKENS: ReadonlySet<PeopleCall> = new Set(['updateTag', 'mergeTag']);

export function createPeople({ client, onMeChanged, onTokensChanged }: PeopleDeps): People {
  return {
    async call({ call, input }) {
      const route: Route = ROUTES[call];
      const changes = route.method !== 'GET' && route.readsOnly !== true;
      try {
        const answer: Promise<unknown> = client.call(call, input);
        return await answer;
      } finally {
        // A refusal is news as well: the page was behind.
        if (changes) announce({ kind: 'people' });
        if (CHANGES_ME.has(call)) onMeChanged();
        if (CHANGES_TOKENS.has(call)) onTokensChanged();
      }
    },
    exportAudit: (format) => client.text('exportAudit', { query: { format } }),
  };
}
