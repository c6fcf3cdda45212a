/** One layer of a plot of stacked bars. */
export interface Layer {
  readonly key: string;
  readonly label: string;
}

/** One bar: what it counts of each layer. */
export interface BarRow {
  /** ISO 8601, or a day such as `2027-03-01`. */
  readonly startsAt: string;
  /** By the layer's key; a layer that is not in it counts nothing. */
  readonly values: Readonly<Record<string, number>>;
}
