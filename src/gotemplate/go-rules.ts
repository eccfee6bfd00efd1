/** Where releases of Go differ in text/template. */
export interface GoRules {
  /** `{{ else with }}` shares the `{{ end }}` of its `with` (Go 1.23). */
  readonly elseWith: boolean;
  /** `range 3` counts 0, 1, 2 (Go 1.24). */
  readonly rangeOverInt: boolean;
  /** Parse errors count the lines of comments (Go 1.24). */
  readonly countsCommentLines: boolean;
  /** Failed comparisons name both types (Go 1.25). */
  readonly namesComparedTypes: boolean;
}

/** The rules of a Go release: `1.23`, `1.25.9`, `go1.26`. */
export function goRules(version: string): GoRules {
  const minor = Number(/^(?:go)?1\.(\d+)/.exec(version)?.[1] ?? Number.NaN);
  if (Number.isNaN(minor)) throw new RangeError(`not a Go 1 release: ${version}`);
  return {
    elseWith: minor >= 23,
    rangeOverInt: minor >= 24,
    countsCommentLines: minor >= 24,
    namesComparedTypes: minor >= 25,
  };
}
