import { quoteWords } from "../util/quote-words.ts";
import type { Scenario } from "./scenario.ts";
import type { HelmStep, Step } from "./steps/step.ts";

const takesValues = (step: Step): step is HelmStep =>
  step.kind === "helm" && step.args.some((word) => word === "install" || word === "upgrade");

/**
 * The scenario with flags added to each command that takes values.
 *
 * @param shown what is added to the commands as they are told; default: the flags
 */
export function withFlags(scenario: Scenario, flags: readonly string[], shown = flags): Scenario {
  if (flags.length === 0) return scenario;
  return {
    ...scenario,
    steps: scenario.steps.map((step) =>
      takesValues(step)
        ? {
            ...step,
            args: [...step.args, ...flags],
            command: [step.command, quoteWords(shown)].filter((part) => part !== "").join(" "),
          }
        : step,
    ),
  };
}
