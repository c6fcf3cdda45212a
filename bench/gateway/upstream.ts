/**
 * A bare upstream: the two answers from memory, whatever is asked about them; an attachment of as many
 * bytes as its name says; and whatever is sent is taken. PORT and FOLDER by environment.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pieces } from './large.ts';

const read = (name: string): Buffer =>
  readFileSync(path.join(process.env.FOLDER ?? '', `${name}.json`));
const answers = new Map([
  ['/tags', read('tags')],
  ['/contacts', read('contacts')],
]);

const ATTACHMENT = /^\/download\/(\d+)$/;

const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  const body = answers.get(request.url ?? '');
  const attachment = ATTACHMENT.exec(request.url ?? '')?.[1];
  if (attachment !== undefined) {
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': attachment,
    });
    // The caller sees for itself when it breaks off.
    pipeline(Readable.from(pieces(Number(attachment))), response).catch(() => undefined);
    return;
  }
  if (request.method === 'POST') {
    request.resume().once('end', () => response.writeHead(202).end());
    return;
  }
  if (body === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
    'x-ratelimit-limit': '100000',
    'x-ratelimit-remaining': '99999',
    'x-ratelimit-reset': '1790000000',
  });
  response.end(body);
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
