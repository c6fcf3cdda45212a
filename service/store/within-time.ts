/** It took too long, and may still come. */
export const TOO_LATE = Symbol('too late');

/**
 * Waits for what a database answers, and no longer than `ms`: a connection that fell silent would
 * hold up whoever asks for as long as TCP likes. What comes later, be it an error, is dropped.
 */
export async function withinTime<T>(work: Promise<T>, ms: number): Promise<T | typeof TOO_LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof TOO_LATE>((resolve) => {
    timer = setTimeout(() => resolve(TOO_LATE), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
