/**
 * What the content script tells of the settings page that it stands in. Names alone, as the page
 * shows them: no value, no address, no other text of the page.
 */
export type PageFacts =
  /** The list of tokens. `isWhole` is false when rows may be missing: a virtual list, a filter, a page still loading. */
  | { readonly kind: 'list'; readonly names: readonly string[]; readonly isWhole: boolean }
  /** The page of one token. */
  | { readonly kind: 'details'; readonly name: string }
  /** Front's form for a new token, with what its name field holds. */
  | { readonly kind: 'create'; readonly name: string }
  /** A settings page that speaks of tokens and is none of these. The diagnostic is structure alone, to be copied. */
  | { readonly kind: 'unrecognised'; readonly diagnostic: string };

/** What a label on the settings page may ask the side panel to show. It is a place, never an act. */
export type PanelTarget =
  | { readonly kind: 'token'; readonly id: string }
  /** The form that records a Front token, with the name that the page shows filled in. */
  | { readonly kind: 'record'; readonly name: string }
  | { readonly kind: 'planner' };
