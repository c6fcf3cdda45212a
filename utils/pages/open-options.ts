import { browser } from 'wxt/browser';

/** Welcomes a person after the install: in a tab of its own, whatever is open. */
export async function openWelcome(): Promise<void> {
  await browser.tabs.create({ url: `${browser.runtime.getURL('/options.html')}#/welcome` });
}

/** Shows one of the views of the extension's options page, in a tab that has it open or in a new one. */
export async function openOptions(view: `#/${string}`): Promise<void> {
  const page = browser.runtime.getURL('/options.html');
  const url = page + view;
  const [open] = await browser.tabs.query({ url: `${page}*` });
  if (open?.id === undefined) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(open.id, { url, active: true });
  await browser.windows.update(open.windowId, { focused: true });
}
