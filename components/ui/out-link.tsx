import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../../utils/i18n/t.ts';

/** A link out of the extension. The page that it leads to learns nothing of where it was clicked. */
export function OutLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="break-words text-accent underline underline-offset-2"
    >
      {children}
      <ExternalLink size={12} aria-hidden className="ml-0.5 inline-block align-baseline" />
      <span className="sr-only"> {t('ui.newTab')}</span>
    </a>
  );
}
