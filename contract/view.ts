import * as z from 'zod/mini';
import { isIdOf } from './ids.ts';
import { LIMITS } from './limits.ts';
import { line, moment, noValue, storable } from './texts.ts';
import { Person } from './token.ts';

/**
 * What a view filters, searches and sorts by: names of filters and what each is set to. The service
 * keeps it word for word, so that a newer extension can filter by more.
 */
const filters = z
  .record(
    z.string().check(z.regex(/^[a-z][A-Za-z]{0,39}$/, 'is not the name of a filter')),
    z.string().check(z.maxLength(LIMITS.search), storable, noValue),
  )
  .check(
    z.refine((all) => Object.keys(all).length <= LIMITS.viewFilters, {
      error: `may hold at most ${LIMITS.viewFilters} filters`,
    }),
  );

/** A list of tokens that somebody wants to see again, under a name. */
export const View = z.object({
  id: z.string(),
  name: z.string(),
  filters: z.record(z.string(), z.string()),
  /** Seen by everybody in the company; else by its maker alone. */
  shared: z.boolean(),
  createdBy: Person,
  createdAt: moment,
});
export type View = z.infer<typeof View>;
export const ViewList = z.object({ items: z.array(View) });

export const SaveView = z.strictObject({
  name: line(LIMITS.viewName),
  filters,
  /** For the whole company; admins alone. Default false. */
  shared: z.optional(z.boolean()),
});
export type SaveView = z.infer<typeof SaveView>;

export const viewParams = z.strictObject({
  viewId: z
    .string()
    .check(z.refine((text: string) => isIdOf('view', text), { error: 'is not an id' })),
});
