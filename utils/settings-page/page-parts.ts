/**
 * What the readers look for and look away from: roles and the elements that carry them by nature.
 * No class names: Front may rename those at any time.
 */

/** Marks the elements that we put into the page. It tells nothing but that they are ours. */
export const OWN_MARK = 'data-front-token-companion';

/** Rows by their own meaning. */
export const ROW = 'tr,li,article,[role=row],[role=listitem],[role=article]';

export const HEADER_CELL = 'th,[role=columnheader]';

export const DATA_CELL = 'td,[role=cell],[role=gridcell],[role=rowheader]';

export const CELL = `${DATA_CELL},${HEADER_CELL}`;

export const HEADING = 'h1,h2,h3,h4,h5,h6,[role=heading]';

/** Parts of a page where a text that looks like a token's name is something else. */
export const NOT_A_LIST = [
  `[${OWN_MARK}]`,
  'nav,footer,aside,dialog,form,menu,thead,template,[hidden],[contenteditable]',
  '[role=navigation],[role=dialog],[role=alertdialog],[role=menu],[role=listbox],[role=tablist]',
  '[role=tooltip],[role=status],[role=alert],[role=search]',
].join(',');

/** Inside a row: what is not text that the row shows. */
export const NOT_TEXT = [
  `[${OWN_MARK}]`,
  'script,style,svg,input,select,textarea,label,template,[hidden],[aria-hidden=true]',
  '[role=img],[role=checkbox],[role=tooltip],[role=menu]',
].join(',');

export const INTERACTIVE = 'a,button,[role=button],[role=link]';
