import { Fragment, isValidElement, type ReactNode } from 'react';

const MEMO = Symbol.for('react.memo');
/** Written as they are; every other number of a style is in px. */
const BARE = new Set(['opacity', 'zIndex', 'flex', 'order', 'lineHeight']);
const NAMES: Readonly<Record<string, string>> = { className: 'class', tabIndex: 'tabindex' };

type Props = Readonly<Record<string, unknown>> & { readonly children?: ReactNode };

/**
 * Draws elements as they are now, without React DOM, and never again: for what is shown before that
 * has been loaded. Components with hooks can't be drawn; what only React DOM can draw, such as icons
 * that look at a context, is left out, and so are handlers.
 */
export function drawOnce(node: ReactNode, into: Element): void {
  if (node === null || node === undefined || typeof node === 'boolean') return;
  if (typeof node === 'string' || typeof node === 'number') into.append(String(node));
  else if (Array.isArray(node)) for (const one of node as ReactNode[]) drawOnce(one, into);
  else if (isValidElement<Props>(node)) drawElement(node.type, node.props, into);
}

function drawElement(type: unknown, props: Props, into: Element): void {
  if (typeof type === 'string') into.append(hostElement(type, props));
  else if (type === Fragment) drawOnce(props.children, into);
  else if (typeof type === 'function') drawOnce((type as (props: Props) => ReactNode)(props), into);
  else if (isMemo(type)) drawElement(type.type, props, into);
}

function isMemo(type: unknown): type is { readonly type: unknown } {
  return typeof type === 'object' && (type as { $$typeof?: unknown } | null)?.$$typeof === MEMO;
}

function hostElement(tag: string, props: Props): Element {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === 'children' || name === 'ref' || /^on[A-Z]/.test(name)) continue;
    if (name === 'style') setStyle(element, value as Readonly<Record<string, string | number>>);
    else setAttribute(element, name, value);
  }
  drawOnce(props.children, element);
  return element;
}

function setAttribute(element: Element, name: string, value: unknown): void {
  if (typeof value === 'string' || typeof value === 'number') {
    element.setAttribute(NAMES[name] ?? name, String(value));
  } else if (typeof value === 'boolean') {
    // React writes both answers of such an attribute out, and leaves others away when they are false.
    const says = name.startsWith('aria-') || name.startsWith('data-');
    if (says) element.setAttribute(name, String(value));
    else if (value) element.setAttribute(name, '');
  }
}

function setStyle(element: HTMLElement, style: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(style)) {
    const text = typeof value === 'number' && value !== 0 && !BARE.has(name) ? `${value}px` : value;
    Object.assign(element.style, { [name]: String(text) });
  }
}
