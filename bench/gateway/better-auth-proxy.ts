/**
 * What a developer would put together: better-auth's API keys, checked before `@fastify/http-proxy`
 * forwards. On SQLite in a file, its own rate limit off (its default ends a bench after ten calls).
 */
import { DatabaseSync } from 'node:sqlite';
import { apiKey } from '@better-auth/api-key';
import proxy from '@fastify/http-proxy';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import fastify from 'fastify';

const database = new DatabaseSync(process.env.DATABASE_FILE ?? '');
database.exec('pragma journal_mode = WAL');
const options = {
  database,
  secret: process.env.SECRET ?? '',
  baseURL: `http://127.0.0.1:${process.env.PORT ?? ''}`,
  emailAndPassword: { enabled: true },
  telemetry: { enabled: false },
  plugins: [apiKey({ rateLimit: { enabled: false } })],
};
const auth = betterAuth(options);
await (await getMigrations(options)).runMigrations();
const { user } = await auth.api.signUpEmail({
  body: { name: 'Bench', email: 'bench@example.com', password: process.env.SECRET ?? '' },
});
const { key } = await auth.api.createApiKey({ body: { userId: user.id, name: 'bench' } });

const app = fastify();
await app.register(proxy, {
  upstream: process.env.UPSTREAM ?? '',
  prefix: '/front',
  rewritePrefix: '',
  preHandler: (request, reply, done) => {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    auth.api.verifyApiKey({ body: { key: given } }).then(
      ({ valid }) => (valid ? done() : reply.code(401).send()),
      (error: unknown) => done(error as Error),
    );
  },
  replyOptions: {
    rewriteRequestHeaders: (_request, headers) => ({
      ...headers,
      authorization: `Bearer ${process.env.BEARER ?? ''}`,
    }),
  },
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.stdout.write(`ready ${key}\n`);
