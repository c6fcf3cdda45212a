import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes new names in a folder durable. Windows has no such call and needs none. */
export function flushFolder(folder: string): void {
  if (process.platform !== 'win32') flush(folder, 'r');
}

/** Brings what was written to a file to the disk. */
export function flushFile(file: string): void {
  flush(file, 'r+');
}

function flush(name: string, flags: string): void {
  const handle = openSync(name, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
