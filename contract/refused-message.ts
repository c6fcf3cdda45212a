import * as z from 'zod/mini';

/** Where a message came from that the extension did not take. */
export const MESSAGE_SENDERS = [
  /** Our own script on Front's settings, asking for more than it may. */
  'settings_script',
  /** The same on Front's API reference. */
  'reference_script',
  'other_extension',
  /** One of the extension's own pages, asking for what is a script's alone. */
  'extension_page',
  /** A frame, our script on another page, or nobody that the browser names. */
  'unknown',
] as const;
export type MessageSender = (typeof MESSAGE_SENDERS)[number];

const MOST_AT_ONCE = 20;

/** Messages that the extension refused, alike ones counted. Nothing of what was in them. */
export const RefusedMessage = z.strictObject({
  /** Its name, such as `tokens.reveal`; `unknown` for a name that the extension does not know. */
  message: z.string().check(z.regex(/^[a-z_]+(\.[a-z_]+)?$/), z.maxLength(40)),
  from: z.enum(MESSAGE_SENDERS),
  /** The page's origin or the other extension's id, as the browser says it; empty when it says none. */
  origin: z.string().check(z.regex(/^[\x21-\x7e]*$/), z.maxLength(200)),
  count: z.int().check(z.gte(1), z.lte(1_000_000)),
});
export type RefusedMessage = z.infer<typeof RefusedMessage>;

/** Body of `POST /v1/refused-messages`. */
export const ReportRefusedMessages = z.strictObject({
  refusals: z.array(RefusedMessage).check(z.minLength(1), z.maxLength(MOST_AT_ONCE)),
});
export type ReportRefusedMessages = z.infer<typeof ReportRefusedMessages>;

/** Most kinds of refused messages in one report. */
export const MOST_REFUSED_MESSAGES = MOST_AT_ONCE;
