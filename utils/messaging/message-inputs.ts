import * as z from 'zod/mini';
import { LIMITS } from '../../contract/limits.ts';
import type { RotateToken } from '../../contract/rotation.ts';
import {
  ExportAuditQuery,
  REVEAL_WAYS,
  TokenIdSchema,
  type CreateToken,
  type PatchToken,
  type Token,
} from '../../contract/token.ts';
import { PEOPLE_CALLS, type AnyPeopleCall } from '../people/people-calls.ts';
import type { MessageInput, MessageName } from './protocol.ts';

/** Most names that the settings page may ask about in one message. */
export const MOST_NAMES = 500;

/** Longer lists are told cut short, and as not whole. */
export const MOST_SEEN = 5_000;
/** Most that is told of a page that isn't recognised, in UTF-16 units. */
export const LONGEST_DIAGNOSTIC = 20_000;

const pageName = z.string().check(z.maxLength(LIMITS.name));
const PageFactsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('list'),
    names: z.array(pageName).check(z.maxLength(MOST_SEEN)),
    isWhole: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('details'), name: pageName }),
  z.strictObject({ kind: z.literal('create'), name: pageName }),
  z.strictObject({
    kind: z.literal('unrecognised'),
    diagnostic: z.string().check(z.maxLength(LONGEST_DIAGNOSTIC)),
  }),
]);

const nothing = z.null();
const tokenId = z.strictObject({ id: TokenIdSchema });
const operation = z.strictObject({ operation: z.string().check(z.maxLength(LIMITS.id)) });
const version = z.number().check(z.gte(1));
const isRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
// Field by field the service checks them, and says which one is wrong; here only that it is a body.
const body = <T>() => z.custom<T>(isRecord);

const idempotencyKey = z
  .string()
  .check(z.regex(/^[\x21-\x7e]+$/), z.maxLength(LIMITS.idempotencyKey));

/** Compared with who is signed in, and kept nowhere. */
const author = z.string().check(z.maxLength(100));
const changeId = z.uuid();
const draftKey = z.nullable(z.string().check(z.maxLength(200)));

const peopleCalls: ReadonlySet<unknown> = new Set(PEOPLE_CALLS);
const isPeopleCall = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value as object).length === 2 &&
  peopleCalls.has((value as AnyPeopleCall).call) &&
  isRecord((value as AnyPeopleCall).input);

type Inputs = { readonly [Name in MessageName]: z.ZodMiniType<MessageInput<Name>> };

/** The shape of every message's input. What does not fit is refused before any handler sees it. */
export const MESSAGE_INPUTS: Inputs = {
  'session.get': nothing,
  'session.connect': z.strictObject({ address: z.string().check(z.maxLength(2_000)) }),
  'session.sign_in': z.nullable(
    z.strictObject({ invitation: z.string().check(z.minLength(1), z.maxLength(100)) }),
  ),
  'session.confirm': nothing,
  'session.lock': nothing,
  'session.sign_out': nothing,
  'tokens.refresh': nothing,
  'tokens.get': tokenId,
  'tokens.create': z.strictObject({
    token: body<CreateToken>(),
    idempotencyKey,
  }),
  'tokens.update': z.strictObject({ id: TokenIdSchema, version, patch: body<PatchToken>() }),
  'tokens.reveal': z.strictObject({ id: TokenIdSchema, via: z.enum(REVEAL_WAYS) }),
  'tokens.rotate': z.strictObject({
    id: TokenIdSchema,
    rotation: body<RotateToken>(),
    idempotencyKey,
  }),
  'tokens.save_shown_value': z.strictObject({
    tabId: z.int(),
    id: TokenIdSchema,
    name: z.string().check(z.minLength(1), z.maxLength(LIMITS.name)),
    agreedHint: z.nullable(z.string().check(z.maxLength(4))),
    oldCompany: z.optional(z.literal('unproven')),
    idempotencyKey,
  }),
  'tokens.restore_value': tokenId,
  'changes.edit': z.strictObject({
    change: changeId,
    by: author,
    // Of a token, or of one that waits to be created.
    id: z.string().check(z.regex(/^(?:tok|new)_[\w-]{1,100}$/)),
    base: body<Token>(),
    patch: body<PatchToken>(),
    draft: draftKey,
  }),
  'changes.create': z.strictObject({
    change: changeId,
    by: author,
    token: body<CreateToken>(),
    draft: draftKey,
  }),
  'changes.settle': z.strictObject({ change: changeId, version, patch: body<PatchToken>() }),
  'changes.again': z.strictObject({ change: changeId }),
  'changes.discard': z.strictObject({ change: z.string().check(z.maxLength(200)) }),
  'changes.send': nothing,
  'tokens.delete': z.strictObject({ id: TokenIdSchema, version }),
  // The name has to be one of ours; its input is checked by the service, field by field.
  'people.call': z.custom<AnyPeopleCall>(isPeopleCall),
  'audit.export': ExportAuditQuery,
  'at_hand.insert': z.strictObject({ mark: z.uuid() }),
  'clipboard.guard': z.strictObject({
    salt: z.string().check(z.maxLength(100)),
    digest: z.string().check(z.maxLength(100)),
    deadline: z.number(),
  }),
  'notes.by_name': z.strictObject({
    names: z.array(z.string().check(z.maxLength(LIMITS.name))).check(z.maxLength(MOST_NAMES)),
  }),
  'notes.details': tokenId,
  'panel.open': z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('token'), id: TokenIdSchema }),
    z.strictObject({ kind: z.literal('record'), name: pageName }),
    z.strictObject({ kind: z.literal('planner') }),
  ]),
  'page.arrived': nothing,
  'page.seen': z.nullable(PageFactsSchema),
  'page.deleted': z.strictObject({ name: pageName }),
  'page.facts': z.nullable(z.strictObject({ tabId: z.int() })),
  'missing.dismiss': tokenId,
  'reference.look_up': operation,
  'reference.open': operation,
  'reference.hide': nothing,
};
