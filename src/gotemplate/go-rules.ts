/** Where versions of Go's text/template differ. */
export interface GoRules {
  /** `range 3` counts 0, 1, 2 (Go 1.24). */
  readonly rangeOverInt: boolean;
  /** Failed comparisons name both types (Go 1.24). */
  readonly namesComparedTypes: boolean;
}

/** The rules of a Go release, given as `1.23` or `1.25.9`. */
export function goRules(version: string): GoRules {
  const minor = Number(/^1\.(\d+)/.exec(version)?.[1] ?? Number.NaN);
  if (Number.isNaN(minor)) throw new RangeError(`not a Go 1 release: ${version}`);
  return { rangeOverInt: minor >= 24, namesComparedTypes: minor >= 24 };
}
