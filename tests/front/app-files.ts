import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(import.meta.dirname, 'app');
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

export interface AppFile {
  readonly type: string;
  readonly body: string;
}

/**
 * The files of the settings app by their name. Class names are drawn anew at each start, as a
 * release of Front may rename them any day: nothing may rely on them.
 */
export function readAppFiles(): ReadonlyMap<string, AppFile> {
  const draw = randomBytes(8);
  const className = (name: string): string =>
    `css-${createHash('sha256').update(draw).update(name).digest('hex').slice(0, 7)}`;
  const files = readdirSync(FOLDER).map((file): [string, AppFile] => {
    const text = readFileSync(path.join(FOLDER, file), 'utf8');
    return [
      file,
      {
        type: TYPES[path.extname(file)] ?? 'text/plain',
        body: text.replace(/\bfr-([\w-]+)/g, (_, name: string) => className(name)),
      },
    ];
  });
  return new Map(files);
}
