import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { REDIRECT_URIS } from '../../contract/extension-ids.ts';
import type { SignInText } from './words/en.ts';
import type { SignInWords } from './words/sign-in-words.ts';

const STYLE = `
:root{color-scheme:light dark;--ink:#1b2130;--soft:#5a6476;--line:#d5dae3;--edge:#8a93a5;--paper:#fff;--page:#f4f5f9;--accent:#4f46e5;--on:#fff;--bad:#b42318;--badbg:#fef3f2}
@media (prefers-color-scheme:dark){:root{--ink:#e8ebf2;--soft:#a2abbc;--line:#353d4c;--edge:#6f7a8e;--paper:#191e27;--page:#0f1218;--accent:#818cf8;--on:#10131a;--bad:#fda29b;--badbg:#3a1715}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{width:100%;max-width:400px;background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:32px 28px 28px}
.mark{display:block;width:40px;height:40px;margin:0 0 16px;color:var(--accent)}
h1,p{text-wrap:pretty}h1{font-size:21px;line-height:1.25;margin:0 0 6px;letter-spacing:-.01em}p{margin:0 0 18px;color:var(--soft)}
label{display:block;font-weight:600;font-size:14px;margin:0 0 6px}
.field{margin:0 0 16px}
input{width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--edge);border-radius:8px;padding:10px 12px}
input:focus-visible,button:focus-visible{outline:2px solid var(--accent);outline-offset:1px;border-color:var(--accent)}
.code{font:600 18px/1.3 ui-monospace,"SF Mono",Menlo,Consolas,monospace;letter-spacing:.06em;text-transform:uppercase}
button{width:100%;font:inherit;font-weight:600;color:var(--on);background:var(--accent);border:0;border-radius:8px;padding:11px;cursor:pointer;margin-top:4px}
button:hover{filter:brightness(1.07)}
.second{background:transparent;color:var(--ink);border:1px solid var(--edge);padding:10px}.second:hover{background:var(--page);filter:none}
.bad{background:var(--badbg);color:var(--bad);border-radius:8px;padding:10px 12px;margin:0 0 18px;font-weight:500}h1+.bad{margin-top:14px}
.hint{font-size:13px;color:var(--soft);margin:6px 0 0}code{font:12.5px ui-monospace,Menlo,Consolas,monospace;background:var(--page);border-radius:5px;padding:2px 5px;white-space:nowrap}
.quiet{background:transparent;color:var(--soft);margin-top:10px}.other{margin:14px 0 0;text-align:center;font-size:14px}a{color:var(--accent)}
.way{display:block;text-align:center;text-decoration:none;font-weight:600;color:var(--on);background:var(--accent);border-radius:8px;padding:11px;margin:0 0 12px}
.or{display:flex;align-items:center;gap:12px;margin:18px 0;font-size:13px}.or::before,.or::after{content:"";flex:1;border-top:1px solid var(--line)}
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/**
 * The redirect origins stand in `form-action`, because Chrome holds the redirect after a form
 * against it: https://github.com/w3c/webappsec-csp/issues/8
 */
export const SIGN_IN_CSP = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  `form-action 'self' ${[...new Set(REDIRECT_URIS.map((uri) => new URL(uri).origin))].join(' ')}`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** Where passkeys are possible the service's own script asks the browser for them. */
export const SIGN_IN_CSP_WITH_SCRIPTS = `${SIGN_IN_CSP}; script-src 'self'`;

const MARK = `<svg class="mark" viewBox="0 0 40 40" fill="none" aria-hidden="true"><rect width="40" height="40" rx="9.5" fill="#4f46e5"/><circle cx="15" cy="20" r="6.2" stroke="#fff" stroke-width="3.4"/><path d="M21.2 20H32.5M28.2 20v5.4" stroke="#fff" stroke-width="3.4" stroke-linecap="round"/></svg>`;

/** A part of a page; '' for none. */
export type PagePart = ReturnType<typeof html> | '';

/** What went wrong, in words. */
export function problemBox({ say }: SignInWords, problem: SignInText | null): PagePart {
  return problem === null ? '' : html`<div class="bad" role="alert">${say(problem)}</div>`;
}

/** What all pages of the sign-in window look like. */
export function signInShell(
  { language }: SignInWords,
  title: string,
  content: ReturnType<typeof html>,
) {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${raw(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>${raw(MARK)} ${content}</main>
      </body>
    </html>`;
}
