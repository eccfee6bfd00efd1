import { type Place, SeatrialError } from "../../util/errors.ts";
import type { SourceText } from "./source-text.ts";

/** One mistake in a scenario file. */
export interface Problem {
  readonly message: string;
  readonly place: Place;
  /** the offending line with a caret under the mistake */
  readonly excerpt: string;
}

/** Who has more mistakes than these to look at has most likely made one that leads to the others. */
const mostTold = 20;

/** Everything that is wrong with one scenario file, in the order of the file. */
export class ScenarioError extends SeatrialError {
  override readonly name = "ScenarioError";

  constructor(readonly problems: readonly Problem[]) {
    const told = problems.slice(0, mostTold).map(formatProblem);
    if (problems.length > mostTold) told.push(`And ${problems.length - mostTold} more.`);
    super("invalid-scenario", told.join("\n\n"), { ...problems[0]?.place });
  }
}

/** Collects the problems of one file, so that a reader sees all of them at once. */
export class ProblemList {
  private readonly found: (Problem & { readonly start: number })[] = [];

  constructor(readonly source: SourceText) {}

  /** `start` and `end` are offsets into the source; `hint` is put after the message. */
  add(at: { readonly start: number; readonly end: number }, message: string, hint = ""): void {
    this.found.push({
      message: hint === "" ? message : `${message} ${hint.trim()}`,
      place: this.source.placeOf(at.start),
      excerpt: this.source.excerpt(at.start, at.end),
      start: at.start,
    });
  }

  throwIfAny(): void {
    if (this.found.length === 0) return;
    const inOrder = [...this.found].sort((a, b) => a.start - b.start);
    throw new ScenarioError(inOrder.map(({ start: _, ...problem }) => problem));
  }
}

const formatProblem = ({ message, place, excerpt }: Problem): string =>
  `${place.file}:${place.line}:${place.column}: ${message}\n${excerpt}`;
