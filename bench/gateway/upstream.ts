/** A bare upstream: the two answers from memory, whatever is asked about them. PORT and FOLDER by environment. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

const read = (name: string): Buffer =>
  readFileSync(path.join(process.env.FOLDER ?? '', `${name}.json`));
const answers = new Map([
  ['/tags', read('tags')],
  ['/contacts', read('contacts')],
]);

const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  const body = answers.get(request.url ?? '');
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
