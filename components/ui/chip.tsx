import type { ReactNode } from 'react';

type Tone = 'plain' | 'warn' | 'bad' | 'good' | 'accent';

const TONES: Readonly<Record<Tone, string>> = {
  plain: 'bg-chip text-soft',
  warn: 'bg-warn-paper text-warn',
  bad: 'bg-bad-paper text-bad',
  good: 'bg-good-paper text-good',
  accent: 'bg-info-paper text-accent',
};

/** A short label on a quiet ground: a tag, a kind, a state. */
export function Chip({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-block h-5 max-w-full shrink-0 truncate leading-5 rounded-md px-1.5 text-xs font-medium whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
