import type { Verification } from '../../contract/front-value.ts';

/** A sealed value, wherever it is kept. */
export interface SealedColumns {
  /** Goes up with each new value of the same token; bound into the seal. */
  value_version: number;
  key_id: string;
  wrapped_key: string;
  sealed: string;
  /** HMAC-SHA-256 of the value with the pepper of `pepper_version`. */
  digest: string;
  pepper_version: number;
}

/** The tables, column by column. Times are ISO 8601 UTC with milliseconds; lists and objects are JSON text. */
export interface Database {
  members: {
    id: string;
    name: string;
    email: string | null;
    role: 'admin' | 'member';
    /** A removed person stays as a name that the audit log speaks of. */
    status: 'active' | 'blocked' | 'removed';
    created_at: string;
    /** Who they are at the company’s OpenID provider: `iss` and `sub`; null for sign-in by code. */
    issuer: string | null;
    subject: string | null;
  };
  /** Tags that a person answers for. */
  member_tags: { member_id: string; tag_key: string; tag: string };
  invitations: {
    id: string;
    /** SHA-256 of the normalised code. */
    code_hash: string;
    role: 'admin' | 'member';
    name: string | null;
    email: string | null;
    /** Whom it signs in again; null when it invites somebody new. */
    member_id: string | null;
    created_by_id: string;
    created_by_name: string;
    created_at: string;
    expires_at: string;
    used_at: string | null;
    used_by_id: string | null;
    used_by_name: string | null;
    withdrawn_at: string | null;
  };
  /** A browser that is signed in; the OAuth grant holds its tokens. Ended ones are kept for the audit log. */
  browser_sessions: {
    id: string;
    grant_id: string;
    member_id: string;
    browser: string;
    address: string | null;
    created_at: string;
    last_seen_at: string;
    /** Last passkey check through this session. */
    confirmed_at: string | null;
    /** The company’s OpenID provider whose word it hangs on (`OIDC_ISSUER`); null for a sign-in by code. */
    upstream: string | null;
    ended_at: string | null;
  };
  passkeys: {
    id: string;
    member_id: string;
    /** WebAuthn credential id, base64url. */
    credential_id: string;
    /** COSE public key, base64url. */
    public_key: string;
    counter: number;
    /** JSON list of transports. */
    transports: string;
    name: string;
    created_at: string;
    last_used_at: string | null;
  };
  /** What the company’s OpenID provider said of a person last, and how to ask it again. */
  upstream_accounts: {
    member_id: string;
    /** `OIDC_ISSUER` as it was set then. */
    issuer: string;
    /** Its refresh token, sealed; null where it gave none. */
    sealed: string | null;
    checked_at: string;
    /** While somebody asks: until when nobody else does. */
    asked_until: string | null;
  };
  /** `grantee` is a member’s id or a folded tag. */
  grants: {
    token_id: string;
    grantee_kind: 'member' | 'tag';
    grantee: string;
    /** How the tag is written; for a member empty. */
    label: string;
    until: string | null;
    granted_by_id: string;
    granted_by_name: string;
    granted_at: string;
  };
  access_requests: {
    id: string;
    token_id: string;
    member_id: string;
    reason: string;
    status: 'open' | 'granted' | 'refused' | 'withdrawn';
    created_at: string;
    decided_by_id: string | null;
    decided_by_name: string | null;
    decided_at: string | null;
    answer: string;
  };
  /** Facts of the whole installation, such as the company's name. */
  settings: { key: string; value: string };
  setup_codes: {
    id: string;
    /** SHA-256 of the normalised code; the code has 60 random bits and lives 15 minutes. */
    code_hash: string;
    /** Whom it signs in; null for the first admin there is, or the one it makes. */
    member_id: string | null;
    created_at: string;
    expires_at: string;
    used_at: string | null;
  };
  access_tokens: {
    id: string;
    token_hash: string;
    role: 'admin' | 'member';
    label: string;
    created_at: string;
    expires_at: string;
  };
  /** What oidc-provider keeps: codes, sessions, grants, tokens. Ids are stored as SHA-256. */
  oidc_payloads: {
    model: string;
    id: string;
    payload: string;
    grant_id: string | null;
    uid: string | null;
    user_code: string | null;
    consumed_at: number | null;
    expires_at: number | null;
  };
  /** Secrets that replicas share, each sealed by the master key. */
  sealed_keys: { name: string; sealed: string };
  tokens: {
    id: string;
    kind: 'issued' | 'front';
    name: string;
    /** Folded name, unique among tokens that are not deleted; also the sort key. */
    name_key: string;
    scopes: string;
    features: string;
    namespaces: string;
    purpose: string;
    tags: string;
    owner: string | null;
    environment: string | null;
    used_in: string;
    created_by_id: string;
    created_by_name: string;
    created_at: string;
    updated_at: string;
    expires_at: string | null;
    last_used_at: string | null;
    call_count: number;
    hint: string | null;
    backed_by: string | null;
    version: number;
    deleted_at: string | null;
    /** 0 or 1. */
    sensitive: number;
    /** Of an issued token: calls a minute at most; null for its fair share. */
    calls_per_minute: number | null;
    /** Everything that search looks at, folded. */
    search_text: string;
  };
  /** Calls of a token by day (UTC), operation and outcome. */
  usage_days: {
    token_id: string;
    day: string;
    /** Empty where the call was no operation, or its operation was not kept. */
    operation: string;
    outcome: string;
    calls: number;
    last_at: string;
  };
  /** Kysely’s own: which migration ran, and when. */
  kysely_migration: { name: string; timestamp: string };
  /** The last call of a token that went out. */
  usage_last: {
    token_id: string;
    at: string;
    operation: string;
    address: string | null;
    user_agent: string | null;
  };
  /** The number of the last batch that a process wrote, so that none is written twice. */
  usage_batches: { writer: string; batch: number; at: string };
  /** Fields of tokens that somebody changed. `before` and `after` are JSON; no value stands in them. */
  note_changes: {
    token_id: string;
    version: number;
    field: string;
    at: string;
    actor_id: string;
    actor_name: string;
    via: string;
    before: string;
    after: string;
  };
  /** Tags with a colour or a spelling of their own; the others are only in `token_tags`. */
  tags: { tag_key: string; tag: string; color: string | null };
  /** Filters of the list under a name; `filters` is JSON. */
  saved_views: {
    id: string;
    owner_id: string;
    owner_name: string;
    /** 0 or 1. */
    shared: number;
    name: string;
    name_key: string;
    filters: string;
    created_at: string;
  };
  token_tags: { token_id: string; tag_key: string };
  /** The sealed value. The row is deleted with the token; without it there is nothing left to open. */
  token_values: SealedColumns & { token_id: string };
  /** Values of issued tokens that were replaced and work until `ends_at`: a digest, nothing to open. */
  outgoing_values: {
    /** As in `token_values`. */
    digest: string;
    token_id: string;
    value_version: number;
    hint: string;
    ends_at: string;
    last_used_at: string | null;
    call_count: number;
  };
  /** The value that a Front token had before, sealed, until `kept_until`. */
  previous_values: SealedColumns & {
    token_id: string;
    hint: string;
    /** What was recorded of its scopes, JSON. */
    scopes: string;
    kept_until: string;
  };
  /** Which company Front said a recorded value belongs to, the last time it was asked. */
  front_companies: { token_id: string; company_id: string; company_name: string; seen_at: string };
  /** What a Front token's value says of itself and what Front said of it, kept beyond its delete. */
  front_values: {
    token_id: string;
    /** Of the value that is spoken of. */
    value_version: number;
    /** `ValueClaims` as JSON. */
    claims: string;
    verification: Verification['kind'];
    /** When Front was asked; null when it never was. */
    asked_at: string | null;
    company_id: string | null;
    company_name: string | null;
  };
  /**
   * By what a value is recognised, also after it was replaced or deleted. It opens nothing, and no
   * call is decided by it.
   */
  value_traces: {
    /** HMAC, by the pepper of `pepper_version`, of the value's SHA-256. */
    trace: string;
    token_id: string;
    value_version: number;
    pepper_version: number;
  };
  /** Findings about a token that somebody put aside, until when and why. */
  health_snoozes: {
    token_id: string;
    finding: string;
    reason: string;
    until: string;
    by_id: string;
    by_name: string;
    at: string;
  };
  /** What a rotation answered, so that a retried call gets the same. Never holds a value. */
  rotation_answers: {
    actor_id: string;
    key: string;
    request_hash: string;
    answer: string;
    created_at: string;
  };
  audit_events: {
    /** One more than the row before: without gaps. */
    seq: number;
    at: string;
    action: string;
    actor_id: string;
    actor_name: string;
    session_id: string | null;
    token_id: string | null;
    token_name: string | null;
    via: string | null;
    detail: string;
    address: string | null;
    /** Chained HMAC; empty in rows from before there was a chain. */
    hash: string;
  };
  /** One row: where the chain of the audit log ends. Locked while a row is added. */
  audit_head: {
    id: number;
    seq: number;
    hash: string;
    /** Rows up to here were written before there was a chain. */
    chained_after: number;
    /** HMAC over the three, so that no other head can be put in their place. */
    seal: string;
  };
  /** One row: the budget that replicas share, as JSON (`BudgetState`); empty before the first call. */
  budget_state: { id: number; state: string };
  /** Calls and refused calls of a span. `token_id` is `outside` for calls past the gateway. */
  budget_use: {
    span: 'minute' | 'hour' | 'day';
    starts_at: string;
    token_id: string;
    calls: number;
    refused: number;
  };
  idempotency_keys: {
    actor_id: string;
    key: string;
    request_hash: string;
    token_id: string;
    created_at: string;
  };
}
