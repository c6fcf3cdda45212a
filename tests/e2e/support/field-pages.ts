import type { Page } from 'puppeteer-core';
import type { StageBrowser } from './story.ts';

/**
 * Pages with fields, served at addresses that nobody else serves. `app.frontapp.com` is the one site
 * that the extension may look into without a click of its own menu, which a story cannot always make.
 */
export const FIELDS_PATH = '/fields-of-a-test';
export const STRANGER = 'https://stranger.example';

const PLAIN = `<!doctype html><meta charset="utf-8"><title>Fields</title>
<label>Key <input id="key" value="Bearer "></label>
<label>Secret <input id="secret" type="password"></label>
<label>Notes <textarea id="notes"></textarea></label>
<label>Short <input id="short" maxlength="10"></label>
<label>Read only <input id="fixed" readonly value="fixed"></label>
<div id="editor" contenteditable="true" aria-label="Editor" style="min-height:40px;border:1px solid">draft </div>
<input id="unseen" style="opacity:0">
<input id="away" style="position:absolute;left:-9999px">
<shadow-field></shadow-field>
<script>
  customElements.define('shadow-field', class extends HTMLElement {
    connectedCallback() {
      this.attachShadow({ mode: 'open' }).innerHTML = '<input aria-label="In a shadow">';
    }
  });
</script>`;

/** A field that is controlled as React does it: a setter of its own, and what no event has told of is put back. */
const CONTROLLED = `<!doctype html><meta charset="utf-8"><title>Controlled</title>
<label>Token <input id="controlled"></label><output id="state"></output>
<script>
  const field = document.getElementById('controlled');
  const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  let state = '';
  let tracked = '';
  Object.defineProperty(field, 'value', {
    configurable: true,
    get() { return own.get.call(this); },
    set(text) { tracked = String(text); own.set.call(this, text); },
  });
  field.addEventListener('input', () => {
    const now = own.get.call(field);
    if (now === tracked) return;
    tracked = now;
    state = now;
    document.getElementById('state').textContent = String(state.length);
  });
  setInterval(() => { if (own.get.call(field) !== state) field.value = state; }, 50);
</script>`;

const FRAMED = `<!doctype html><meta charset="utf-8"><title>Framed</title>
<label>Mine <input id="mine"></label>
<iframe id="theirs" src="${STRANGER}/frame" width="400" height="120"></iframe>
<iframe id="ours" src="${FIELDS_PATH}/plain" width="400" height="300"></iframe>`;

const FRAME = `<!doctype html><meta charset="utf-8"><label>Theirs <input id="theirs-field"></label>`;

/** Writes down whatever a page can hear, but for the field itself. */
const LISTENS = `<!doctype html><meta charset="utf-8"><title>Listens</title>
<label>Key <input id="key"></label>
<script>
  window.heard = [];
  const note = (from, what) => { try { heard.push(from + ': ' + (typeof what === 'string' ? what : JSON.stringify(what))); } catch { heard.push(from); } };
  for (const type of ['input', 'change', 'beforeinput', 'keydown', 'paste', 'focus', 'blur', 'message', 'select', 'selectionchange', 'error'])
    for (const target of [window, document])
      target.addEventListener(type, (event) => note(type, [event.data ?? null, event.detail ?? null, event.isTrusted]), true);
  for (const proto of [HTMLInputElement.prototype, HTMLTextAreaElement.prototype]) {
    const own = Object.getOwnPropertyDescriptor(proto, 'value');
    Object.defineProperty(proto, 'value', { ...own, set(text) { note('setter', text); own.set.call(this, text); } });
    const range = proto.setRangeText;
    proto.setRangeText = function (...args) { note('setRangeText', args); return range.apply(this, args); };
  }
  for (const [object, name] of [[EventTarget.prototype, 'dispatchEvent'], [document, 'execCommand'], [window, 'postMessage'], [String.prototype, 'includes'], [String.prototype, 'slice']]) {
    const own = object[name];
    object[name] = function (...args) { note(name, args.map(String)); return own.apply(this, args); };
  }
  new MutationObserver((all) => { for (const one of all) note('mutation', [one.type, one.attributeName, one.target.nodeName]); })
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
</script>`;

/** Moves the focus away as soon as the menu has been shown. */
const RUNS = `<!doctype html><meta charset="utf-8"><title>Runs</title>
<label>Key <input id="key"></label><label>Other <input id="other"></label>`;

const PAGES: Readonly<Record<string, string>> = {
  plain: PLAIN,
  controlled: CONTROLLED,
  framed: FRAMED,
  listens: LISTENS,
  runs: RUNS,
};

/** Opens one of these pages in front. */
export async function openFields(inside: StageBrowser, name: string): Promise<Page> {
  const page = await inside.browser.newPage();
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const url = new URL(request.url());
    const body = url.pathname.startsWith(FIELDS_PATH)
      ? PAGES[url.pathname.split('/').at(-1) ?? '']
      : url.origin === STRANGER
        ? FRAME
        : undefined;
    void (body === undefined
      ? request.continue()
      : request.respond({ contentType: 'text/html', body }));
  });
  await page.goto(`${inside.frontAppOrigin}${FIELDS_PATH}/${name}`);
  await page.bringToFront();
  return page;
}
