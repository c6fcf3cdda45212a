import type { Page } from 'puppeteer-core';

/** Everything that the extension keeps in the browser, as one text: databases, both kinds of storage, extension storage. */
export function dumpStorage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)];
    // Both browsers have the name `chrome` in an extension's page.
    texts.push(await chrome.storage.local.get(null), await chrome.storage.session.get(null));
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error(`${name} cannot be opened`));
      });
      for (const store of db.objectStoreNames) {
        texts.push(
          await new Promise<unknown[]>((resolve, reject) => {
            const reading = db.transaction(store).objectStore(store).getAll();
            reading.onsuccess = () => resolve(reading.result);
            reading.onerror = () => reject(new Error(`${store} cannot be read`));
          }),
        );
      }
      db.close();
    }
    return JSON.stringify(texts);
  });
}
