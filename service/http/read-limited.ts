/**
 * What is too large is read on to here and thrown away: a caller that is still sending when the
 * connection closes would see a broken connection and not the answer.
 */
const DISCARDED_BYTES = 8 * 1024 * 1024;

/**
 * Reads a body of at most `limit` bytes, and counts while it reads.
 * @returns null when it is longer
 */
export async function readLimited(
  body: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
    if (size > DISCARDED_BYTES) break;
  }
  return size > limit ? null : Buffer.concat(chunks);
}
