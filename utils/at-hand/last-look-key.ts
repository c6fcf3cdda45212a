/** Under which the browser keeps, until it is closed, what the popup's list began with. */
export const LAST_LOOK = 'last-look';
