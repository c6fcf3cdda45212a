import { Fragment, type ReactNode } from 'react';
import { t, type FilledTextKey, type PartsOf } from '../../utils/i18n/t.ts';

/** Stands around a name until what belongs there is put in; no text holds it. */
const MARK = '\u0001';

interface RichTextProps<Key extends FilledTextKey> {
  /** The text's key in the catalogue. */
  readonly k: Key;
  /** What stands at each name in the text. */
  readonly parts: Readonly<Record<PartsOf<Key>, ReactNode>>;
  /** By which number the text is chosen, where it is counted. */
  readonly n?: number;
}

/**
 * A sentence of the catalogue with elements in it, in the order that its language has:
 * `<RichText k="people.madeBy" parts={{ name: <b>{name}</b> }} />`.
 */
export function RichText<Key extends FilledTextKey>({ k, parts, n }: RichTextProps<Key>) {
  const given: Readonly<Record<string, ReactNode>> = parts;
  const marks = Object.fromEntries(Object.keys(given).map((name) => [name, MARK + name + MARK]));
  const untyped = t as (key: string, ...args: unknown[]) => string;
  const text = n === undefined ? untyped(k, marks) : untyped(k, n, marks);
  return text
    .split(MARK)
    .map((piece, index) => (
      <Fragment key={index}>{index % 2 === 1 ? given[piece] : piece}</Fragment>
    ));
}
