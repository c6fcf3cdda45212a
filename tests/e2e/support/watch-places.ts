import type { Stage } from './story.ts';

/** Sees where a label on Front's page leads. */
export interface Places {
  /** Whether panel or popup was told to show this since `forget`: a token’s id, or a name to record. */
  ledTo(place: string): Promise<boolean>;
  forget(): Promise<void>;
}

const SETTLED_MS = 1_500;

interface Told extends Window {
  told: string[];
}

/**
 * Looks from a page of the extension: a driver sees neither Chrome's side panel nor Firefox's popup,
 * but both are told their place through what only the extension's own pages can read.
 */
export async function watchPlaces(stage: Stage): Promise<Places> {
  const page = await stage.openExtension('options.html#/settings');
  await page.evaluate(() => {
    const told: string[] = [];
    (window as unknown as Told).told = told;
    chrome.storage.session.onChanged.addListener((changes) => {
      const kept = changes['panel-target']?.newValue;
      if (kept !== undefined) told.push(JSON.stringify(kept));
    });
  });
  return {
    ledTo: async (place) => {
      const { told, popup } = await page.evaluate(async () => {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open('companion');
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = () => reject(new Error('the database cannot be opened'));
        });
        const record = await new Promise<unknown>((resolve, reject) => {
          const reading = db.transaction('drafts').objectStore('drafts').get('popup');
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(new Error('the place cannot be read'));
        });
        db.close();
        return { told: (window as unknown as Told).told, popup: JSON.stringify(record ?? null) };
      });
      return [...told, popup].some((text) => text.includes(JSON.stringify(place)));
    },
    forget: async () => {
      // Where the popup does not open, a window does, and is told a moment later.
      await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
      await page.evaluate(async () => {
        for (const { id, type } of await chrome.windows.getAll()) {
          if (type === 'popup' && id !== undefined) await chrome.windows.remove(id);
        }
        (window as unknown as Told).told.length = 0;
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open('companion');
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = () => reject(new Error('the database cannot be opened'));
        });
        await new Promise<void>((resolve) => {
          const change = db.transaction('drafts', 'readwrite');
          change.objectStore('drafts').delete('popup');
          change.oncomplete = () => resolve();
        });
        db.close();
      });
    },
  };
}
