import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { libpqEnvironment } from '../../service/backup/postgres-tools.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ftc-root-'));
const root = path.join(folder, 'root.pem');
writeFileSync(root, 'a certificate');
afterAll(() => rmSync(folder, { recursive: true }));

/** `PGSSLMODE` and `PGSSLROOTCERT` for an address with these parameters. */
const tlsOf = (parameters: string) => {
  const env = libpqEnvironment(`postgres://ada@db.example.com/tokens${parameters}`);
  return [env.PGSSLMODE, env.PGSSLROOTCERT];
};

test.each([
  ['', [undefined, undefined]],
  ['?sslmode=disable', ['disable', undefined]],
  ['?ssl=true', ['verify-full', 'system']],
  ['?sslmode=require', ['verify-full', 'system']],
  ['?sslmode=verify-full', ['verify-full', 'system']],
  [`?sslmode=require&sslrootcert=${root}`, ['verify-full', root]],
  ['?sslmode=no-verify', ['require', undefined]],
  ['?sslmode=require&uselibpqcompat=true', ['require', undefined]],
  [`?sslmode=verify-ca&sslrootcert=${root}&uselibpqcompat=true`, ['verify-ca', root]],
])(
  'attack: somebody between service and database gets no backup that the service would not send (%s)',
  (parameters, tls) => {
    expect(tlsOf(parameters)).toEqual(tls);
  },
);
