import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { hashOf, type Route } from '../state/use-route.ts';
import { t } from '../../utils/i18n/t.ts';

interface Back {
  readonly to: Route;
  readonly words: string;
}

/** The way back from a page about one token. */
export function toTokens(): Back {
  return { to: { kind: 'tokens' }, words: t('common.tokens') };
}

interface PageHeadProps {
  readonly title: ReactNode;
  /** The list that this page belongs to: shows the way back to it. */
  readonly back?: Back;
  readonly actions?: ReactNode;
}

/** A page’s heading, which takes the focus when it is jumped to, and what can be done there. */
export function PageHead({ title, back, actions }: PageHeadProps) {
  return (
    <div className="mb-4">
      {back !== undefined && (
        <a
          href={hashOf(back.to)}
          className="mb-1 -ml-1 inline-flex items-center gap-0.5 rounded text-[13px] text-soft hover:text-ink"
        >
          <ChevronLeft size={15} aria-hidden />
          {back.words}
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
