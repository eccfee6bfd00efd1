/** Which items of a list are shown. */
export interface Viewport {
  readonly first: number;
  /** one after the last */
  readonly end: number;
}

/** As many items as there is room for, with the one at `at` in their middle as far as the list allows. */
export function viewport(length: number, at: number, height: number): Viewport {
  const first = Math.max(0, Math.min(at - Math.floor(height / 2), length - height));
  return { first, end: Math.min(length, first + Math.max(0, height)) };
}
