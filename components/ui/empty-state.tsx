import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** True when nothing else on the page names it. */
  readonly main?: boolean;
}

/** Nothing to show: says why, and what to do next. */
export function EmptyState({ icon, title, children, actions, main = false }: EmptyStateProps) {
  const Title = main ? 'h1' : 'h2';
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-2 px-6 py-10 text-center">
      <div className="mb-1 flex size-12 items-center justify-center rounded-full bg-info-paper text-accent">
        {icon}
      </div>
      <Title className="text-[15px] font-semibold">{title}</Title>
      {children !== undefined && <div className="max-w-80 text-[13px] text-soft">{children}</div>}
      {actions !== undefined && (
        <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>
      )}
    </div>
  );
}
