import type { Page } from 'puppeteer-core';
import { click, fill, find } from './find.ts';

/** Makes a token by hand on Front's form, and stays on its page. `permissions` are such as `contacts read`. */
export async function createInFront(
  front: Page,
  name: string,
  permissions: readonly string[],
): Promise<void> {
  await toList(front);
  await click(front, { role: 'button', name: 'Create API token' });
  await fill(front, 'API token name', name);
  for (const permission of permissions) await click(front, { role: 'field', name: permission });
  await click(front, { role: 'button', name: 'Create' });
  await find(front, { role: 'heading', name });
}

/** Opens a token's own page from the list. */
export async function openInFront(front: Page, name: string): Promise<void> {
  await toList(front);
  const row = await find(front, { role: 'row', name: `${name}…` });
  // On its name: in the middle of the row may stand our note, which leads to the panel.
  await row.click({ offset: { x: 24, y: 16 } });
  await find(front, { role: 'heading', name });
}

/** Has Front show the value of the token whose page it is. */
export async function revealInFront(front: Page): Promise<string> {
  await front.bringToFront();
  await click(front, { role: 'button', name: 'Reveal' });
  const shown = await front.waitForFunction(
    () => /eyJ\S+\.\S+\.[\w-]{43}/.exec(document.querySelector('code')?.textContent ?? '')?.[0],
  );
  return (await shown.jsonValue()) as string;
}

/** Deletes a token by hand, as an admin does in the end. */
export async function deleteInFront(front: Page, name: string): Promise<void> {
  await openInFront(front, name);
  await click(front, { role: 'button', name: 'Delete' });
  await click(front, { role: 'button', name: 'Delete token' });
  await find(front, { role: 'button', name: 'Create API token' });
}

async function toList(front: Page): Promise<void> {
  await front.bringToFront();
  await click(front, { role: 'button', name: 'API Tokens' });
  await find(front, { role: 'button', name: 'Create API token' });
}
