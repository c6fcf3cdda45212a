// @vitest-environment node
import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import {
  clientAddress,
  noteClientAddress,
  readTrustedProxies,
} from '../../../service/http/client-address.ts';

/** A call as it comes in, from this connection. */
function aCall(remoteAddress: string | undefined, forwardedFor?: string): IncomingMessage {
  const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
}

function addressOf(trusted: string, call: IncomingMessage): string | null {
  const proxies = readTrustedProxies(trusted);
  if (proxies === null) throw new Error('not a list of proxies');
  noteClientAddress(call, proxies);
  return clientAddress(call);
}

describe('where a call comes from', () => {
  test('without trusted proxies it is the connection, whatever a header says', () => {
    expect(clientAddress(aCall('203.0.113.7', '198.51.100.1'))).toBe('203.0.113.7');
  });

  test.each([
    ['one proxy', '10.0.0.5', '10.0.0.5', '203.0.113.7', '203.0.113.7'],
    ['a proxy that is seen as IPv6', '10.0.0.5', '::ffff:10.0.0.5', '203.0.113.7', '203.0.113.7'],
    ['two proxies', '10.0.0.0/8', '10.0.0.5', '203.0.113.7, 10.9.9.9', '203.0.113.7'],
    ['a caller with IPv6', 'fd00::/8', 'fd00::1', '2001:db8::7', '2001:db8::7'],
    ['a proxy that says nothing', '10.0.0.5', '10.0.0.5', undefined, '10.0.0.5'],
    ['a proxy that says nonsense', '10.0.0.5', '10.0.0.5', 'unknown', '10.0.0.5'],
    ['only proxies all the way', '10.0.0.0/8', '10.0.0.5', '10.1.1.1, 10.2.2.2', '10.1.1.1'],
  ])('behind %s it is what the proxy saw', (_what, trusted, remote, header, expected) => {
    expect(addressOf(trusted, aCall(remote, header))).toBe(expected);
  });

  test.each([
    [
      'before what the proxy wrote',
      '10.0.0.5',
      '10.0.0.5',
      '127.0.0.1, 203.0.113.7',
      '203.0.113.7',
    ],
    ['as a trusted address', '10.0.0.5', '10.0.0.5', '10.0.0.5, 203.0.113.7', '203.0.113.7'],
    ['past the proxy', '10.0.0.5', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['as a text', '10.0.0.5', '10.0.0.5', '<script>, 203.0.113.7', '203.0.113.7'],
  ])('spoofing: what a caller writes %s is passed over', (_what, trusted, remote, header, real) => {
    expect(addressOf(trusted, aCall(remote, header))).toBe(real);
  });

  test('a connection that is gone has no address', () => {
    expect(addressOf('10.0.0.5', aCall(undefined, '203.0.113.7'))).toBeNull();
  });
});

test.each([
  '',
  'proxy.local',
  '10.0.0.5/',
  '10.0.0.0/33',
  '0.0.0.0/0',
  '::/0',
  '10.0.0.1/8/8',
  '10.0.0.5;',
])('“%s” is no list of proxies', (text) => {
  expect(readTrustedProxies(text)).toBeNull();
});
