/** A file that is sent while it is still being read: nobody holds all of it. */
export interface FileAnswer {
  /** Plain letters, digits, dots and dashes: it goes into a header as it is. */
  readonly name: string;
  readonly type: string;
  readonly chunks: AsyncIterable<string>;
}

/**
 * The body of a file, read as fast as it is taken off. Whoever hangs up ends the reading, too; when
 * the reading fails half-way the connection is cut, so that nobody takes a part for the whole.
 */
export function fileBody(
  { chunks }: FileAnswer,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const step = await iterator.next();
        if (step.done === true) controller.close();
        else controller.enqueue(encoder.encode(step.value));
      } catch (error) {
        onError(error);
        controller.error(error);
      }
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
}
