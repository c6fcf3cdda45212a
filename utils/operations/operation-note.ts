/** What the label on a page of the API reference is told: Front's own words and a number. */
export interface OperationNote {
  /** What the page's call needs; null where any token will do. */
  readonly scope: string | null;
  readonly tokens:
    | { readonly kind: 'count'; readonly count: number }
    /** Signed out or locked: nothing of ours is told. */
    | { readonly kind: 'signed_out' }
    /** The service could not be asked which values I may see. */
    | { readonly kind: 'unknown' };
}
