/** `@fastify/http-proxy` alone, adding one fixed header: PORT, UPSTREAM and BEARER come by environment. */
import proxy from '@fastify/http-proxy';
import fastify from 'fastify';

const app = fastify();
await app.register(proxy, {
  upstream: process.env.UPSTREAM ?? '',
  prefix: '/front',
  rewritePrefix: '',
  replyOptions: {
    rewriteRequestHeaders: (_request, headers) => ({
      ...headers,
      authorization: `Bearer ${process.env.BEARER ?? ''}`,
    }),
  },
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.stdout.write('ready\n');
