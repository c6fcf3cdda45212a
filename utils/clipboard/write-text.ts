/**
 * Puts text on the clipboard from a page of the extension.
 * @returns false when the browser refused both ways
 */
export async function writeText(document: Document, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Refused while the page has no focus, as a popup that is just closing: the old way still may.
    return writeByCommand(document, text);
  }
}

/**
 * The way that needs no focus: an offscreen document never has it. A page that closes right afterwards,
 * as that document does and a popup, can take along what it had only handed to the browser, although the
 * command said yes. Reading waits for it, and sees whether it is there.
 * @returns false when the browser refused, or when the text is not there
 */
export function writeByCommand(document: Document, text: string): boolean {
  for (let tries = 0; tries < 2; tries += 1) {
    if (!copyByCommand(document, text)) return false;
    const there = readByCommand(document);
    // Where it can't be read, what the browser said has to do.
    if (there === null || lines(there) === lines(text)) return true;
  }
  return false;
}

function copyByCommand(document: Document, text: string): boolean {
  return withTextArea(document, (area) => {
    area.value = text;
    area.focus();
    area.select();
    return runCommand(document, 'copy');
  });
}

/** Some clipboards end lines in their own way. */
function lines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/**
 * Reads the clipboard's text without focus. Needs the permission `clipboardRead`.
 * @returns null when the browser does not let us
 */
export function readByCommand(document: Document): string | null {
  return withTextArea(document, (area) => {
    area.focus();
    return runCommand(document, 'paste') ? area.value : null;
  });
}

function withTextArea<T>(document: Document, work: (area: HTMLTextAreaElement) => T): T {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.setAttribute('aria-hidden', 'true');
  area.style.cssText = 'position:fixed;top:0;left:0;width:1px;height:1px;opacity:0';
  // Inside an open dialog, which is where the focus may be: outside of it nothing can be selected.
  (document.querySelector('dialog[open], [role=dialog]') ?? document.body).append(area);
  try {
    return work(area);
  } finally {
    area.value = '';
    area.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}

function runCommand(document: Document, command: 'copy' | 'paste'): boolean {
  // Deprecated, and the only way without focus (https://developer.chrome.com/docs/extensions/reference/api/offscreen).
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return document.execCommand(command);
}
