/** Writes docs/openapi.json from the route table. A test compares the two. */
import { writeFileSync } from 'node:fs';
import { openApiDocument } from '../service/http/openapi-document.ts';

writeFileSync('docs/openapi.json', `${JSON.stringify(await openApiDocument(), null, 2)}\n`);
