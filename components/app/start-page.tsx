import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { language } from '../../utils/i18n/locale.ts';
import { t } from '../../utils/i18n/t.ts';
import { applyThemeAtOnce, followSettings } from '../state/preferences.ts';
import { followRegister, readRegister } from '../state/register.ts';
import { Crash } from './crash.tsx';
import { OfPerson } from './of-person.tsx';

/**
 * Draws one of the extension's own pages: in the chosen theme and the browser's language from the first frame on, with the
 * first rows of the cache in it, and everything slower after the first paint.
 * @param before reads what else the first paint needs; a failure there leaves that part out
 */
export function startPage(page: ReactNode, before?: () => Promise<void>): void {
  applyThemeAtOnce();
  document.documentElement.lang = language();
  document.title = t('manifest.name');
  const lifetime = new AbortController();
  addEventListener('pagehide', () => lifetime.abort(), { once: true });
  const element = document.getElementById('root');
  if (element === null) throw new Error('the page has no element named root');
  const root = createRoot(element);
  Promise.all([readRegister(), before?.().catch(() => undefined)])
    .then(async () => {
      root.render(
        <StrictMode>
          <OfPerson>{page}</OfPerson>
        </StrictMode>,
      );
      await nextPaint();
      await Promise.all([followSettings(lifetime.signal), followRegister(lifetime.signal)]);
    })
    .catch((error: unknown) => root.render(<Crash error={error} />));
}

function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}
