/** Writes public/managed-schema.json, by which Chrome reads the company’s policy. A test compares the two. */
import { writeFileSync } from 'node:fs';
import { MANAGED_SCHEMA } from '../utils/settings/managed-schema.ts';

writeFileSync('public/managed-schema.json', `${JSON.stringify(MANAGED_SCHEMA, null, 2)}\n`);
