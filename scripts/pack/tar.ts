import { gzipSync } from 'node:zlib';

/** A file of an archive; `path` has `/` between its parts. */
export interface Packed {
  readonly path: string;
  readonly bytes: Buffer;
  readonly executable?: boolean;
}

const BLOCK = 512;
const LONGEST_NAME = 100;

/**
 * A gzipped tar archive (POSIX ustar, https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html)
 * that depends on the files alone: no times, no owners, one order. So the same tree gives the same
 * bytes, and whoever builds it again can compare.
 * @throws Error when a name is longer than the format takes
 */
export function tarball(files: readonly Packed[]): Buffer {
  const blocks: Buffer[] = [];
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    blocks.push(headOf(file), file.bytes, Buffer.alloc(padding(file.bytes.length)));
  }
  blocks.push(Buffer.alloc(2 * BLOCK));
  return gzipSync(Buffer.concat(blocks), { level: 9 });
}

function headOf({ path, bytes, executable = false }: Packed): Buffer {
  if (Buffer.byteLength(path) > LONGEST_NAME) throw new Error(`the name ${path} is too long`);
  const head = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number): void => {
    head.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'ascii');
  };
  head.write(path, 0, 'utf8');
  octal(executable ? 0o755 : 0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(bytes.length, 124, 12);
  octal(0, 136, 12);
  // The checksum is reckoned with spaces in its own place.
  head.fill(' ', 148, 156);
  head.write('0', 156, 'ascii');
  head.write('ustar\0' + '00', 257, 'ascii');
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'ascii');
  return head;
}

function padding(length: number): number {
  return (BLOCK - (length % BLOCK)) % BLOCK;
}
