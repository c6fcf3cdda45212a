import { openOptions } from '../../utils/pages/open-options.ts';

/** Leads to the page where the service's address is given: here in the options page, else in a tab of it. */
export function goConnect(): void {
  if (location.pathname.endsWith('/options.html')) location.hash = '#/welcome';
  // The popup closes as the tab opens; there is nobody left to tell of a failure.
  else void openOptions('#/welcome');
}
