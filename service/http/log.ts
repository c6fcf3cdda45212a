import pino, { type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config.ts';

export type Log = Logger;

const HIDDEN = '[hidden]';
/** What begins like an issued value, or like a bearer token of the command line. */
const OWN_VALUES = /ftk_[0-9A-Za-z]{4,}_?[0-9A-Za-z]*|fta_[0-9A-Za-z]+/g;
/** Three or more parts with dots between them, each text taken whole, so that none is read twice. */
const DOTTED = /(?<![\w-])[\w-]+(?:\.[\w-]*){2,}/g;
/** The beginning of a JSON Web Token: a JSON object in base64url. */
const JWT_HEAD = /eyJ[\w-]{8,}$/;

/** The text with everything hidden that looks like a value. It takes time with the text's length alone. */
export function scrubSecrets(text: string): string {
  return text.replace(OWN_VALUES, HIDDEN).replace(DOTTED, scrubDotted);
}

function scrubDotted(dotted: string): string {
  const parts = dotted.split('.');
  const at = parts.findIndex((part, i) => i + 2 < parts.length && JWT_HEAD.test(part));
  if (at < 0) return dotted;
  const head = parts[at]?.replace(JWT_HEAD, '') ?? '';
  // Whatever follows a token's three parts goes with it: better too much than a part of a value.
  return [...parts.slice(0, at), head + HIDDEN].join('.');
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
