import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bothThemes } from './support/both-themes.ts';
import { dumpStorage } from './support/dump-storage.ts';
import { click, fill, find, seeText } from './support/find.ts';
import { setStage, type Stage } from './support/story.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

it('opens the first steps by itself when it has been installed', async () => {
  const deadline = Date.now() + 15_000;
  const welcome = `${stage.extensionOrigin}options.html#/welcome`;
  const addresses = async (): Promise<string[]> => {
    const pages = await stage.browser.pages();
    // Asked of the page itself: Firefox's remote protocol does not follow an extension's pages.
    return Promise.all(pages.map((page) => page.evaluate(() => location.href).catch(() => '')));
  };
  while (!(await addresses()).includes(welcome) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await addresses()).toContain(welcome);
});

it('leads from the popup to the first steps while there is no service yet', async () => {
  const popup = await stage.openExtension('popup.html');
  await find(popup, { role: 'button', name: 'Connect' });
  await stage.picture(popup, '01-popup-not-connected');
  await popup.close();
});

it('says what is wrong with an address, each mistake in its own words', async () => {
  const page = await stage.openExtension('options.html#/welcome');
  const tryAddress = async (address: string, says: string): Promise<void> => {
    await fill(page, 'Service address', address);
    await click(page, { role: 'button', name: 'Connect' });
    await seeText(page, says);
  };
  await tryAddress('http://tokens.example.com', 'https://');
  await tryAddress('http://127.0.0.1:4190', 'Browsers refuse to open this port');
  await bothThemes(stage, page, '01-refused-port');
  // Nobody listens there, and no browser refuses it.
  await tryAddress('http://127.0.0.1:2', 'The token service does not answer');

  const other = createServer((_request, response) => response.end('<h1>A shop</h1>'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  await tryAddress(
    `http://127.0.0.1:${(other.address() as AddressInfo).port}`,
    'There is no token service at this address',
  );
  other.close();

  const old = createServer((_request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        status: 'ok',
        service: 'front-token-companion',
        version: '0.0.1',
        apiVersion: 0,
      }),
    );
  });
  await new Promise<void>((resolve) => old.listen(0, '127.0.0.1', resolve));
  await tryAddress(
    `http://127.0.0.1:${(old.address() as AddressInfo).port}`,
    'The token service is too old',
  );
  old.close();
  await stage.picture(page, '01-welcome-problem');
  await page.close();
});

it('connects, signs in with the set-up code and shows the empty list with the next step', async () => {
  await stage.signIn();
  const page = await stage.openExtension('options.html');
  await seeText(page, 'No tokens yet');
  await seeText(page, 'Ada Admin');
  await seeText(page, 'Northwind Traders');
  await stage.picture(page, '01-empty-list');
  await page.close();
});

it('keeps neither name nor notes in the browser after signing out', async () => {
  const page = await stage.openExtension('options.html#/settings');
  await click(page, { role: 'button', name: 'Sign out' });
  await find(page, { role: 'button', name: 'Sign in' });
  const kept = await dumpStorage(page);
  expect(kept).not.toContain('Ada');
  expect(kept).not.toContain('Northwind');
  await page.close();
});
