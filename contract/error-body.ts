// Apart from the codes and their sentences, which pages need without zod.
import * as z from 'zod/mini';

/** One field that was refused. `field` is a path such as `tags.3` or `usedIn.0.url`. */
export const FieldProblem = z.object({
  field: z.string(),
  code: z.string(),
  message: z.string(),
});
export type FieldProblem = z.infer<typeof FieldProblem>;

/** The body of every refusal. An unknown code is kept as text, so that an older extension can still show the message. */
export const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.optional(z.object({ fields: z.optional(z.array(FieldProblem)) })),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
