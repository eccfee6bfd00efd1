import type { Reason, ReviewFinding } from "../review-result.ts";
import { type ComparedCase, type ReasonRule, readable, reason } from "./compared-case.ts";

/**
 * What the change brings: an error breaks something, a warning wants a look. A note on something new is no reason; on
 * what was there before it is one: it was better.
 */
export const newFindings: ReasonRule = (of) =>
  of.findings.flatMap((finding): Reason[] => {
    const { state, severity, message, advice, rule, rows = [], trial, place } = finding;
    if (state !== "new" || (severity === "note" && !wasThere(of, finding))) return [];
    const context = trial === undefined ? [] : [`In a further run: ${trial}`];
    return [
      reason(severity === "error" ? "breaks" : "look-here", message, {
        detail: [...context, ...rows.map(readable)],
        advice,
        rule,
        ...(place === undefined ? {} : { place }),
      }),
    ];
  });

const wasThere = ({ runs }: ComparedCase, { object }: ReviewFinding): boolean =>
  object !== undefined &&
  runs.some(({ before }) =>
    before?.objects.some(
      ({ kind, namespace, name }) =>
        kind === object.kind && namespace === object.namespace && name === object.name,
    ),
  );
