import { saidBy } from './evidence.ts';
import { LABELS } from './labels.ts';
import { OWN_MARK } from './page-parts.ts';

const DEEPEST = 14;
/** Of each element so many groups of alike children are written down. */
const MOST_GROUPS = 12;
const MOST_LINES = 250;
const LABELLED = 'button,a,h1,h2,h3,h4,h5,h6,th,dt,label,legend,[role]';

/**
 * What is built how on a page that isn't recognised: tags, roles, types, how many and how nested, and
 * which of the known labels were found. No text, no name, no address, no class of the page is in it.
 */
export function readDiagnostic(document: Document): string {
  const lines = [`labels found: ${labelsIn(document).join(', ') || 'none'}`];
  describe(document.body, 0, lines);
  return lines.slice(0, MOST_LINES).join('\n');
}

function labelsIn(document: Document): string[] {
  const found = Object.entries(LABELS).map(([name, words]) => {
    const count = [...document.querySelectorAll(LABELLED)].filter((element) =>
      words.test(saidBy(element)),
    ).length;
    return [name, count] as const;
  });
  return found.flatMap(([name, count]) => (count > 0 ? [`${name} ×${count}`] : []));
}

function describe(element: Element, depth: number, lines: string[]): void {
  if (!(element instanceof HTMLElement) || depth > DEEPEST || lines.length >= MOST_LINES) return;
  const groups: { readonly shape: string; readonly first: Element; count: number }[] = [];
  for (const child of element.children) {
    if (child.matches(`script,style,[${OWN_MARK}]`)) continue;
    const shape = shapeOf(child, 2);
    const last = groups.at(-1);
    if (last?.shape === shape) last.count += 1;
    else groups.push({ shape, first: child, count: 1 });
  }
  for (const { first, count } of groups.slice(0, MOST_GROUPS)) {
    const times = count > 1 ? ` ×${count}` : '';
    lines.push(`${'  '.repeat(depth)}${nameOf(first)}${times}${hasOwnText(first) ? ' “…”' : ''}`);
    describe(first, depth + 1, lines);
  }
  const left = groups.length - MOST_GROUPS;
  if (left > 0) lines.push(`${'  '.repeat(depth)}and ${left} more`);
}

function nameOf(element: Element): string {
  const said = ['role', 'type'].flatMap((attribute) => {
    const value = element.getAttribute(attribute)?.toLowerCase() ?? '';
    return KNOWN_WORDS.has(value) ? [`${attribute}=${value}`] : [];
  });
  return [tagOf(element), ...said].join(' ');
}

/** HTML's own tags alone: any other element may be called anything at all. */
function tagOf(element: Element): string {
  if (!(element instanceof HTMLElement)) return 'graphic';
  const isOfHtml = !(element instanceof HTMLUnknownElement) && !element.localName.includes('-');
  return isOfHtml ? element.localName : 'custom';
}

function shapeOf(element: Element, deep: number): string {
  if (deep === 0) return nameOf(element);
  return `${nameOf(element)}(${[...element.children].map((child) => shapeOf(child, deep - 1)).join(',')})`;
}

function hasOwnText(element: Element): boolean {
  return [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.textContent ?? ''),
  );
}

/** Roles of ARIA and types of fields: a page may write anything into these attributes. */
const KNOWN_WORDS = new Set(
  (
    'alert alertdialog application article banner button cell checkbox columnheader combobox complementary ' +
    'contentinfo dialog document feed figure form grid gridcell group heading img link list listbox listitem ' +
    'main menu menubar menuitem navigation none option presentation progressbar radio radiogroup region row ' +
    'rowgroup rowheader search searchbox separator spinbutton status switch tab table tablist tabpanel textbox ' +
    'toolbar tooltip tree treegrid treeitem text password email number submit reset hidden url tel'
  ).split(' '),
);
