export const TOKENS = '/settings/developers';
export const NEW_TOKEN = `${TOKENS}/tokens/new`;
export const tokenPath = (id) => `${TOKENS}/tokens/${id}`;

const query = new URLSearchParams(location.search);

/** How the list is built: `?structure=table`, `cards` or `virtual`. */
export const structure = query.get('structure') ?? 'table';
/** `?theme=dark` for the dark page; the system's own theme is left aside, so that pictures agree. */
export const theme = query.get('theme') === 'dark' ? 'dark' : 'light';

let redraw = () => {};

/** Goes to another page of the app, without the browser loading one. */
export function go(path) {
  history.pushState(null, '', path + location.search);
  redraw();
}

/** Draws at each change of the address, and now. */
export function startRoutes(draw) {
  redraw = draw;
  addEventListener('popstate', draw);
  draw();
}
