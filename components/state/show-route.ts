import { openOptions } from '../../utils/pages/open-options.ts';
import { goTo, hashOf, type Route } from './use-route.ts';

/** Leads to a view of the options page: in this page when it is that one, and in a tab from the popup. */
export async function showRoute(route: Route): Promise<void> {
  if (location.pathname === '/options.html') goTo(route);
  else await openOptions(hashOf(route));
}
