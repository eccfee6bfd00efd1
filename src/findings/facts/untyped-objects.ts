import { Semantics } from "../../cluster/api/apply/list-semantics.ts";
import { applyText, decodeText, unknownFieldText } from "../../cluster/api/types/type-problem-text.ts";
import type { TypeProblem } from "../../cluster/api/types/type-problems.ts";
import type { ObjectName } from "../../recording/recording.ts";
import type { Evidence } from "../evidence.ts";
import type { ReleaseStep } from "../release-steps.ts";
import type { Problem } from "../rule.ts";
import { nameOf, placeOf } from "./declared.ts";
import { row } from "./rows.ts";
import type { Untyped } from "./typed-chart.ts";

/** What a rule says of an object: of the first problem, and how many there are besides. */
export type Telling = (
  object: ObjectName,
  first: TypeProblem,
  more: string,
) => Pick<Problem, "message" | "advice">;

const mostRows = 8;
const longestRow = 240;

/** One problem for each object of a chart with such fields, with what Helm said of them. */
export function untypedObjects(
  { renders, steps }: Evidence,
  concerns: (problem: TypeProblem) => boolean,
  tell: Telling,
): (Problem & { readonly refused: boolean })[] {
  return renders.flatMap((render) =>
    render.untyped.flatMap(({ manifest, problems }) => {
      const [first, ...others] = problems.filter(concerns);
      if (first === undefined) return [];
      const words = [first, ...others].flatMap((problem) => wordsFor(problem, manifest));
      const own = steps.filter(({ release }) => release === render.release.name || release === "");
      const step = own.find((each) => saidIn(each, words).length > 0) ?? own[0];
      const said = step === undefined ? [] : saidIn(step, words).slice(0, mostRows);
      const t = step?.recorded.end ?? 0;
      const object = nameOf(render, manifest);
      const more = others.length === 0 ? "" : ` The same goes for ${others.length} more of its fields.`;
      const refused = said.some((line) => !line.includes(" warnings.go:")) && step?.recorded.exitCode !== 0;
      return [
        {
          ...tell(object, first, more),
          ...{ object, place: placeOf(manifest), t, refused },
          rows: said.map((line) => row(t, cut(line, words))),
        },
      ];
    }),
  );
}

/** How servers, and Helm after them, may tell a problem. */
function wordsFor(problem: TypeProblem, { apiVersion, kind, object = {} }: Untyped["manifest"]): string[] {
  const applied = applyText(problem, object, new Semantics({ apiVersion, kind }));
  const told = problem.type === undefined ? unknownFieldText(problem) : decodeText(problem);
  // a logger quotes what it logs
  return [told, told.replaceAll('"', '\\"'), ...(applied === undefined ? [] : [applied])];
}

/** A line as far as it is about one of these: what Helm puts before it can be long. */
function cut(line: string, words: readonly string[]): string {
  const at = Math.max(...words.map((each) => line.indexOf(each)));
  return (line.length > longestRow ? `…${line.slice(at)}` : line).slice(0, longestRow);
}

const saidIn = ({ recorded }: ReleaseStep, words: readonly string[]): string[] =>
  recorded.stderr
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => words.some((each) => line.includes(each)));
