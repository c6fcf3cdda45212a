import { expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { copyPins, readPins, togglePin } from '../../../utils/at-hand/pins.ts';
import { noteRecent, readRecents } from '../../../utils/at-hand/recents.ts';
import { useCompanion } from '../support/start-companion.ts';

const companion = useCompanion();
const ids = async (): Promise<string[]> => (await readRecents()).map(({ id }) => id);

it('a pin is kept by id, for whoever made it, until they let go of it', async () => {
  await togglePin('mem_1', 'tok_a');
  await togglePin('mem_1', 'tok_b');
  await togglePin('mem_2', 'tok_c');
  expect(await readPins()).toEqual({ mem_1: ['tok_a', 'tok_b'], mem_2: ['tok_c'] });
  await togglePin('mem_1', 'tok_a');
  expect(await readPins()).toEqual({ mem_1: ['tok_b'], mem_2: ['tok_c'] });
});

it.each(['local', 'session'] as const)(
  'what does not look like pins is none, in the %s store',
  async (area) => {
    await fakeBrowser.storage.session.remove('pins');
    const store = fakeBrowser.storage[area];
    await store.set({ pins: { mem_1: 'tok_a', mem_2: [1], mem_3: ['tok_c'] } });
    expect(await readPins()).toEqual({ mem_3: ['tok_c'] });
    await store.set({ pins: 'tok_a' });
    expect(await readPins()).toEqual({});
  },
);

it('pins outlive the browser: its next start copies them for the pages to read', async () => {
  await togglePin('mem_1', 'tok_a');
  await fakeBrowser.storage.session.clear();
  expect(await readPins()).toEqual({ mem_1: ['tok_a'] });
  await copyPins();
  expect(await fakeBrowser.storage.session.get('pins')).toEqual({ pins: { mem_1: ['tok_a'] } });
});

it('a copy that is there is the newest, and is not made again from an older reading', async () => {
  await fakeBrowser.storage.local.set({ pins: { mem_1: ['tok_a'] } });
  await fakeBrowser.storage.session.set({ pins: { mem_1: ['tok_a', 'tok_b'] } });
  await copyPins();
  expect(await readPins()).toEqual({ mem_1: ['tok_a', 'tok_b'] });
});

it('recent ones are the last five, each once, with nothing but id and time', async () => {
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'b']) await noteRecent(id, 1_000);
  expect(await ids()).toEqual(['b', 'f', 'e', 'd', 'c']);
  expect((await readRecents())[0]).toEqual({ id: 'b', at: 1_000 });
});

it('recent ones go with the sign-out, pins stay for the same person’s next sign-in', async () => {
  await companion.signIn();
  await noteRecent('tok_a');
  await togglePin('mem_1', 'tok_a');
  await companion.get('session.sign_out', null);
  expect(await ids()).toEqual([]);
  expect(await readPins()).toEqual({ mem_1: ['tok_a'] });
});

it('a lock keeps them for the same person', async () => {
  await companion.signIn();
  await noteRecent('tok_a');
  await companion.get('session.lock', null);
  await companion.get('session.sign_in', null);
  expect(await ids()).toEqual(['tok_a']);
});
