export const TOKENS = '/settings/developers';
export const NEW_TOKEN = `${TOKENS}/tokens/new`;
export const tokenPath = (id) => `${TOKENS}/tokens/${id}`;

const query = new URLSearchParams(location.search);

/** How the list is built: `?structure=table`, `cards`, `virtual`, `grid`, `split` or `text`. */
export const structure = query.get('structure') ?? 'table';
/** `?theme=dark` for the dark page; the system's own theme is left aside, so that pictures agree. */
export const theme = query.get('theme') === 'dark' ? 'dark' : 'light';

/** `?lang=de` for German words. */
export const language = query.get('lang') === 'de' ? 'de' : 'en';
/** `?slow=3000`: the rows come after so many ms. */
export const slow = Number(query.get('slow') ?? 0);
/** `?redraw=all`: the whole app is drawn anew at each key in the filter. */
export const drawsAll = query.get('redraw') === 'all';
/** `?count=2000`: at least so many tokens are listed, most of which the server knows nothing of. */
export const count = Number(query.get('count') ?? 0);

/** Draws the whole app anew, where it is. */
export const drawAgain = () => redraw();

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
