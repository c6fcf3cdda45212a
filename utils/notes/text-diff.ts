/** A piece of a text as it stands in both, was taken out, or came in. */
export interface DiffPart {
  readonly kind: 'same' | 'out' | 'in';
  readonly text: string;
}

/** Comparing takes as many steps as both have words, multiplied. */
const MOST_STEPS = 1_000_000;

/**
 * What changed from one text to another, word by word, by their longest common subsequence. Where
 * they are too long for that, all of the old goes out and all of the new comes in. Pure.
 */
export function textDiff(before: string, after: string): readonly DiffPart[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, now.length) - head;
  while (tail < most && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const [a, b] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)];
  const middle = a.length * b.length > MOST_STEPS ? replaced(a, b) : compared(a, b);
  return joined([
    { kind: 'same', text: old.slice(0, head).join('') },
    ...middle,
    { kind: 'same', text: old.slice(old.length - tail).join('') },
  ]);
}

/** Words and the spaces between them, so that put together they are the text again. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\s+|[^\s]+/g) ?? [];
}

function replaced(a: readonly string[], b: readonly string[]): DiffPart[] {
  return [
    { kind: 'out', text: a.join('') },
    { kind: 'in', text: b.join('') },
  ];
}

function compared(a: readonly string[], b: readonly string[]): DiffPart[] {
  const width = b.length + 1;
  // Length of the longest common subsequence of what follows each pair of places.
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push({ kind: 'same', text: a[i] ?? '' });
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: 'out', text: a[i] ?? '' });
      i += 1;
    } else {
      parts.push({ kind: 'in', text: b[j] ?? '' });
      j += 1;
    }
  }
  return parts;
}

/** Neighbours of one kind become one; spaces between two changes belong to them. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const all: DiffPart[] = [];
  let run: { out: string; in: string } | null = null;
  const flush = (): void => {
    if (run?.out) all.push({ kind: 'out', text: run.out });
    if (run?.in) all.push({ kind: 'in', text: run.in });
    run = null;
  };
  for (const [place, { kind, text }] of parts.entries()) {
    if (text === '') continue;
    const next = parts[place + 1];
    const isBetween =
      run !== null && next !== undefined && next.kind !== 'same' && /^\s+$/.test(text);
    if (kind !== 'same' || isBetween) {
      run ??= { out: '', in: '' };
      if (kind !== 'in') run.out += text;
      if (kind !== 'out') run.in += text;
      continue;
    }
    flush();
    const last = all.at(-1);
    if (last?.kind === 'same') all[all.length - 1] = { kind: 'same', text: last.text + text };
    else all.push({ kind: 'same', text });
  }
  flush();
  return all;
}
