import type { ElementHandle, Page } from 'puppeteer-core';

/** How a person finds a thing on the page: by what it is and what it is called. */
export interface Target {
  readonly role: 'button' | 'link' | 'field' | 'heading' | 'option' | 'row' | 'alert' | 'any';
  /** Whole accessible name, or the start of it when it ends in `…`. */
  readonly name: string;
}

const SELECTORS: Readonly<Record<Target['role'], string>> = {
  button: 'button, [role=button], summary, input[type=submit]',
  link: 'a[href], [role=link]',
  field:
    'input:not([type=hidden]), textarea, select, [contenteditable=true], [role=checkbox], [role=switch], [role=radio], [role=combobox]',
  heading: 'h1, h2, h3, [role=heading]',
  option: '[role=option], [role=menuitem], [role=menuitemradio], option',
  row: 'tr, li, [role=row], [role=listitem], [role=option]',
  alert: '[role=alert], [role=status]',
  any: '*',
};

const DEFAULT_TIMEOUT_MS = 15_000;
const LONGEST_TYPED = 80;

/**
 * Waits until a visible element with this role and name is on the page.
 * @throws Error that names what was looked for and what the page showed instead
 */
export async function find(
  page: Page,
  target: Target,
  timeout = DEFAULT_TIMEOUT_MS,
): Promise<ElementHandle<HTMLElement>> {
  const found = await page
    .waitForFunction(locate, { timeout, polling: 50 }, SELECTORS[target.role], target.name)
    .catch(async (error: unknown) => {
      const shown = await page.evaluate(() => document.body.innerText).catch(() => '');
      throw new Error(
        `no ${target.role} named “${target.name}” on ${page.url()}\n${String(error)}\nThe page says:\n${shown}`,
        { cause: error },
      );
    });
  return found as ElementHandle<HTMLElement>;
}

/** True when the page shows it right now. */
export async function shows(page: Page, target: Target): Promise<boolean> {
  const handle = await page.evaluateHandle(locate, SELECTORS[target.role], target.name);
  return handle.asElement() !== null;
}

/** Waits until the page no longer shows it. */
export async function gone(
  page: Page,
  target: Target,
  timeout = DEFAULT_TIMEOUT_MS,
): Promise<void> {
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    if (!(await shows(page, target))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${target.role} named “${target.name}” is still on ${page.url()}`);
}

export async function click(page: Page, target: Target, timeout?: number): Promise<void> {
  const element = await find(page, target, timeout);
  await element.evaluate((node) => node.scrollIntoView({ block: 'center' }));
  await element.click();
}

/** Replaces what a field holds by typing, key by key, as a person would. */
export async function fill(page: Page, label: string, text: string): Promise<void> {
  const element = await find(page, { role: 'field', name: label });
  await element.evaluate((node) => {
    node.scrollIntoView({ block: 'center' });
    node.focus();
    if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) node.select();
  });
  await page.keyboard.press('Delete');
  if (text.length <= LONGEST_TYPED) {
    await page.keyboard.type(text);
    return;
  }
  // Nobody types a token’s value: it arrives in one piece, as a paste does.
  await element.evaluate((node, pasted) => {
    // Deprecated, and still the one call that inserts text the way an editing command does.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    node.ownerDocument.execCommand('insertText', false, pasted);
  }, text);
}

export async function press(
  page: Page,
  key: Parameters<Page['keyboard']['press']>[0],
): Promise<void> {
  await page.keyboard.press(key);
}

/** Waits until this text stands somewhere on the page. */
export async function seeText(
  page: Page,
  text: string,
  timeout = DEFAULT_TIMEOUT_MS,
): Promise<void> {
  await page
    .waitForFunction(
      (wanted) => document.body.innerText.replace(/\s+/g, ' ').includes(wanted),
      { timeout, polling: 50 },
      text,
    )
    .catch(async (error: unknown) => {
      const shown = await page.evaluate(() => document.body.innerText).catch(() => '');
      throw new Error(`“${text}” is not on ${page.url()}. The page says:\n${shown}`, {
        cause: error,
      });
    });
}

// Runs in the page: it may use nothing from this module.
function locate(selector: string, name: string): Element | null {
  const squeeze = (text: string | null | undefined): string =>
    (text ?? '').replace(/\s+/g, ' ').trim();
  const fits = (text: string): boolean =>
    name.endsWith('…') ? text.startsWith(name.slice(0, -1)) : text === name;
  const nameOf = (element: Element): string[] => {
    const labelledBy = element.getAttribute('aria-labelledby');
    const names = [
      element.getAttribute('aria-label'),
      labelledBy === null
        ? null
        : labelledBy
            .split(/\s+/)
            .map((id) => document.getElementById(id)?.textContent ?? '')
            .join(' '),
      ...('labels' in element && element.labels instanceof NodeList
        ? [...element.labels].map((label) => (label as HTMLElement).innerText)
        : []),
      element.getAttribute('placeholder'),
      element instanceof HTMLElement ? element.innerText : element.textContent,
    ];
    return names.map(squeeze).filter((text) => text !== '');
  };
  const visible = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const all = [...document.querySelectorAll(selector)].filter(
    (element) => visible(element) && nameOf(element).some(fits),
  );
  // With the selector `*` the innermost element is the one meant.
  return (selector === '*' ? all.at(-1) : all[0]) ?? null;
}
