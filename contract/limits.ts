/** The longest texts and lists that the service takes, in UTF-16 units and items. Forms count by these. */
export const LIMITS = {
  name: 120,
  purpose: 10_000,
  tags: 20,
  tag: 40,
  owner: 120,
  environment: 40,
  usedIn: 20,
  usedInLabel: 120,
  usedInUrl: 2_000,
  scopes: 200,
  scope: 120,
  frontValue: 4_096,
  search: 200,
  pageSize: 200,
  idempotencyKey: 200,
  /** Name of a person. */
  person: 120,
  /** RFC 5321 §4.5.3.1.3, without the angle brackets. */
  email: 254,
  /** Why somebody asks for a token, and what an admin answers. */
  reason: 500,
  ownedTags: 50,
  viewName: 60,
  viewFilters: 20,
  /** Saved views of one person, and as many of the company. */
  views: 50,
  /** Of one token, as an admin may cap it. */
  callsPerMinute: 100_000,
  /** Days without use that a list can be asked for. */
  unusedDays: 3_650,
  /** Of ids and names of actions that a list is asked for. */
  id: 100,
  /** Bytes of a request body. */
  body: 256 * 1024,
} as const;
