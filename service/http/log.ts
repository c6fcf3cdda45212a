import pino, { type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config.ts';

export type Log = Logger;

const HIDDEN = '[hidden]';
/** Anything that looks like an issued value, or like any JSON Web Token. */
const SECRETS = /ftk_[0-9A-Za-z]{4,}_?[0-9A-Za-z]*|eyJ[\w-]{8,}\.[\w-]+\.[\w-]*|fta_[0-9A-Za-z]+/g;

/** The text with everything hidden that looks like a value. */
export function scrubSecrets(text: string): string {
  return text.replace(SECRETS, HIDDEN);
}

/**
 * The service's log: one JSON object a line. Known secret fields are removed by name, and whatever
 * looks like a token is scrubbed from every line, wherever in it the text stands.
 */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: [
          'authorization',
          'dpop',
          'cookie',
          'value',
          '*.authorization',
          '*.dpop',
          '*.cookie',
          '*.value',
          '*["set-cookie"]',
        ],
        censor: HIDDEN,
      },
      hooks: { streamWrite: scrubSecrets },
    },
    // Written in blocks, twice a second at least, and to the last line when the process ends.
    destination ?? pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 500 }),
  );
}
