import { t } from '../../utils/i18n/t.ts';

/** Stands for a view of the popup or panel while its part of the program is read: a head, and lines to come. */
export function ViewOpens() {
  return (
    <div aria-busy className="flex flex-col">
      <h1 className="sr-only">{t('app.opening')}</h1>
      <div aria-hidden className="flex h-[53px] items-center gap-3 border-b border-line px-4">
        <div className="h-3 w-2/5 animate-pulse rounded bg-hover" />
      </div>
      <div aria-hidden className="flex flex-col gap-3 p-4">
        <div className="h-16 animate-pulse rounded-lg bg-hover" />
        <div className="h-3 w-4/5 animate-pulse rounded bg-hover" />
        <div className="h-3 w-3/5 animate-pulse rounded bg-hover" />
      </div>
    </div>
  );
}

/** The same for a page of the options page. */
export function PageOpens() {
  return (
    <div aria-busy>
      <h1 className="sr-only">{t('app.opening')}</h1>
      <div aria-hidden className="flex flex-col gap-5">
        <div className="h-7 w-1/3 animate-pulse rounded bg-hover" />
        <div className="card h-64 animate-pulse" />
      </div>
    </div>
  );
}
