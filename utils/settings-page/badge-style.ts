/**
 * The badge's own sheet, adopted by its shadow root. In px and with a font of its own: the page's
 * root font size and serif must not show through.
 */
export const BADGE_STYLE = `
.at { position: absolute; left: 0; top: 0; visibility: hidden;
  --paper: #f4f6fb; --ink: #26324d; --edge: #c3cce0; --dot: #3d63dd; --quiet: #5b6780; }
.at.placed { visibility: inherit; }
.at.dark { --paper: #232a3a; --ink: #e6ebf7; --edge: #47526b; --dot: #8aa6ff; --quiet: #aab4ca; }
.expired { --dot: #c62f3b; } .dark.expired { --dot: #ff8d94; }
.deleted { --dot: #6b7280; } .dark.deleted { --dot: #9aa3b5; }
.question { --dot: #8a5a00; } .dark.question { --dot: #ffc857; }
button { all: unset; box-sizing: border-box; position: absolute; left: 0; top: -9px; height: 18px;
  max-width: var(--width); display: flex; align-items: center; gap: 5px; padding: 0 7px;
  border: 1px solid var(--edge); border-radius: 9px; background: var(--paper); color: var(--ink);
  font: 500 11px/16px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; cursor: pointer;
  white-space: nowrap; user-select: none; -webkit-user-select: none; }
button:hover { border-color: var(--dot); }
button:focus-visible { outline: 2px solid var(--dot); outline-offset: 1px; }
.dot { flex: none; width: 6px; height: 6px; border-radius: 3px; background: var(--dot); }
.question .dot { width: auto; height: auto; background: none; color: var(--dot); font-weight: 700; }
.expired b { color: var(--dot); } b { font-weight: 600; }
.line { overflow: hidden; text-overflow: ellipsis; unicode-bidi: isolate; }
.line span { color: var(--quiet); }
.compact button { width: 18px; padding: 0; justify-content: center; }
.compact .line { display: none; }
.card { all: unset; display: none; position: fixed; box-sizing: border-box; width: 300px;
  padding: 10px 12px; border: 1px solid var(--edge); border-radius: 8px; background: var(--paper);
  color: var(--ink); box-shadow: 0 6px 24px rgb(0 0 0 / 25%); user-select: none;
  -webkit-user-select: none; pointer-events: none;
  font: 400 12px/17px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.card:popover-open { display: block; }
.card h4, .card p { all: unset; display: block; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.card h4 { font-weight: 600; font-size: 13px; margin-bottom: 6px; }
.card p { margin-top: 4px; white-space: pre-line; } .card i { font-style: normal; color: var(--quiet); }
@media (forced-colors: active) { button, .card { border-color: ButtonText; } .dot { background: ButtonText; } }
`;
