/**
 * `npm run bench` measures every part, `npm run bench -- service` the named ones. A part is a file
 * beside this one.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { formatTable, type Part, type Table } from './support/table.ts';

/** Tables as they come, so that what was measured is told when a later one fails. */
async function* tablesOf(measured: ReturnType<Part>): AsyncGenerator<Table> {
  if (Symbol.asyncIterator in measured) yield* measured;
  else yield* [await measured].flat();
}

const HERE = import.meta.dirname;
const parts = readdirSync(HERE)
  .filter((name) => name.endsWith('.ts') && name !== path.basename(import.meta.filename))
  .map((name) => name.slice(0, -'.ts'.length))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !parts.includes(name));

if (unknown.length > 0) {
  process.stderr.write(`No part is named ${unknown.join(', ')}. Parts: ${parts.join(', ')}\n`);
  process.exitCode = 2;
} else {
  for (const name of parts.filter((part) => wanted.length === 0 || wanted.includes(part))) {
    // Only names from this very folder come here.
    // eslint-disable-next-line no-unsanitized/method
    const { default: measure } = (await import(`./${name}.ts`)) as { default: Part };
    for await (const table of tablesOf(measure())) process.stdout.write(formatTable(table));
  }
}
