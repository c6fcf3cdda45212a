import type { ReactNode } from 'react';

interface CardProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page with a heading of its own. */
export function Card({ title, actions, children }: CardProps) {
  return (
    <section className="card flex min-w-0 flex-col gap-3 p-4 sm:p-5">
      <div className="flex min-w-0 flex-wrap items-center justify-between gap-2">
        <h2 className="text-[13px] font-semibold text-soft">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
