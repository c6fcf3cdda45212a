import * as z from 'zod/mini';

export const ROLES = ['admin', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** Who is calling. `company` is the name that the first admin gave at set-up. */
export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.optional(z.string()),
  role: z.enum(ROLES),
  company: z.string(),
});
export type Me = z.infer<typeof Me>;

export const Health = z.object({
  status: z.literal('ok'),
  service: z.string(),
  version: z.string(),
  apiVersion: z.number(),
});
export type Health = z.infer<typeof Health>;

export const Readiness = z.object({ status: z.enum(['ready', 'not_ready']) });
