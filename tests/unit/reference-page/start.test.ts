// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OperationNote } from '../../../utils/operations/operation-note.ts';
import { PAGE_QUESTION } from '../../../utils/reference-page/page-question.ts';
import { startOnReference } from '../../../utils/reference-page/start.ts';
import { OWN_MARK } from '../../../utils/settings-page/page-parts.ts';

type Listener = (message: unknown, sender: object, respond: (answer: unknown) => void) => void;

const NOTE: OperationNote = { scope: 'contacts:read', tokens: { kind: 'count', count: 3 } };

let sent: { name: string; input: unknown }[] = [];
let listeners: Listener[] = [];
let answer: (name: string) => unknown = () => ({ ok: true, value: NOTE });
const runtime = {
  id: 'companion' as string | undefined,
  sendMessage: (message: { name: string; input: unknown }) => {
    sent.push({ name: message.name, input: message.input });
    return Promise.resolve(answer(message.name));
  },
  onMessage: {
    addListener: (listener: Listener) => void listeners.push(listener),
    removeListener: (listener: Listener) => {
      listeners = listeners.filter((one) => one !== listener);
    },
  },
};

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const hosts = (): Element[] => [...document.querySelectorAll(`[${OWN_MARK}]`)];
const look = async (): Promise<void> => {
  window.dispatchEvent(new Event('focus'));
  await settle();
};

/** jsdom has no Navigation API: as in Firefox before 147, the page's own drawing tells of a new address. */
async function go(path: string): Promise<void> {
  history.pushState(null, '', path);
  document.body.append(document.createElement('p'));
  await settle();
}

beforeEach(() => {
  sent = [];
  listeners = [];
  answer = () => ({ ok: true, value: NOTE });
  runtime.id = 'companion';
  vi.stubGlobal('browser', { runtime });
  history.replaceState(null, '', '/reference/list-contacts');
});
afterEach(async () => {
  runtime.id = undefined;
  await look();
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

test('asks about the operation in the address alone, and follows the site', async () => {
  document.body.innerHTML = '<h1>GET /conversations</h1><code>create-message</code>';
  startOnReference(document);
  await settle();
  await go('/docs/welcome');
  expect(hosts()).toEqual([]);
  await go('/reference/list-tags');
  expect(hosts()).toHaveLength(1);
  expect(sent).toEqual([
    { name: 'reference.look_up', input: { operation: 'list-contacts' } },
    { name: 'reference.look_up', input: { operation: 'list-tags' } },
  ]);
});

test('an address that stays is asked about once, however much the page draws', async () => {
  startOnReference(document);
  await settle();
  for (let i = 0; i < 20; i += 1) document.body.append(document.createElement('p'));
  await settle();
  expect(sent).toHaveLength(1);
});

test('a label that the page takes out comes back when the person does', async () => {
  startOnReference(document);
  await settle();
  for (const host of hosts()) host.remove();
  await look();
  expect(hosts()).toHaveLength(1);
});

test('no note and no answer are no label', async () => {
  answer = () => ({ ok: true, value: null });
  startOnReference(document);
  await settle();
  expect(hosts()).toEqual([]);
  answer = () => undefined;
  await look();
  expect(hosts()).toEqual([]);
});

test('an answer about a page that was left meanwhile is shown nowhere', async () => {
  let tell: (value: unknown) => void = () => undefined;
  answer = () =>
    new Promise((resolve) => {
      tell = resolve;
    });
  startOnReference(document);
  const late = tell;
  await go('/docs/welcome');
  late({ ok: true, value: NOTE });
  await settle();
  expect(hosts()).toEqual([]);
});

test('tells our own popup the operation as it is then, and nobody else anything', async () => {
  startOnReference(document);
  await settle();
  const ask = (message: unknown, sender: object): unknown[] => {
    const answers: unknown[] = [];
    for (const listener of listeners) listener(message, sender, (told) => answers.push(told));
    return answers;
  };
  expect(ask(PAGE_QUESTION, { id: 'companion' })).toEqual(['list-contacts']);
  await go('/docs/welcome');
  expect(ask(PAGE_QUESTION, { id: 'companion' })).toEqual([null]);
  expect(ask(PAGE_QUESTION, { id: 'another' })).toEqual([]);
  expect(ask({ companion: 1, name: 'session.get' }, { id: 'companion' })).toEqual([]);
});

test('once the extension has gone, label and listeners go at the next thing that happens', async () => {
  startOnReference(document);
  await settle();
  runtime.id = undefined;
  await look();
  expect(hosts()).toEqual([]);
  expect(listeners).toEqual([]);
});

test('what an earlier run left is taken down', async () => {
  startOnReference(document);
  await settle();
  startOnReference(document);
  await settle();
  expect(hosts()).toHaveLength(1);
});
