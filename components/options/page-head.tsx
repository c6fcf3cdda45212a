import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { hashOf } from '../state/use-route.ts';

interface PageHeadProps {
  readonly title: ReactNode;
  /** Shows the way back to the list. */
  readonly back?: boolean;
  readonly actions?: ReactNode;
}

/** A page’s heading, which takes the focus when it is jumped to, and what can be done there. */
export function PageHead({ title, back = false, actions }: PageHeadProps) {
  return (
    <div className="mb-4">
      {back && (
        <a
          href={hashOf({ kind: 'tokens' })}
          className="mb-1 -ml-1 inline-flex items-center gap-0.5 rounded text-[13px] text-soft hover:text-ink"
        >
          <ChevronLeft size={15} aria-hidden />
          Tokens
        </a>
      )}
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h1
          tabIndex={-1}
          className="min-w-0 text-xl leading-snug font-semibold tracking-tight break-words outline-none"
        >
          {title}
        </h1>
        {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
