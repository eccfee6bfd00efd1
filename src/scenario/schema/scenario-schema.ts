import { parseStep, StepError } from "../steps/parse-step.ts";
import type { Step } from "../steps/step.ts";
import { cluster } from "./cluster-schema.ts";
import { containerRule, imageRule } from "./container-schema.ts";
import { expectation } from "./expectation-schema.ts";
import { fault } from "./fault-schema.ts";
import { ignore } from "./ignore-schema.ts";
import { loadRule } from "./load-schema.ts";
import { matrix } from "./matrix-schema.ts";
import { object, optional, required } from "./object-schema.ts";
import { integer, list, type Schema, scalar, text } from "./schema.ts";
import { snapshot } from "./snapshot-schema.ts";
import { helmVersion, kubernetesVersion } from "./version-schema.ts";

/** Milliseconds since the epoch. */
const wallClock = scalar(
  "a time such as 2025-01-15T18:20:03Z",
  { type: "string", format: "date-time" },
  ({ text }) => {
    const match = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(text);
    const milliseconds = match ? Date.parse(text.replace(" ", "T")) : Number.NaN;
    return Number.isNaN(milliseconds) ? undefined : milliseconds;
  },
);

const step: Schema<Step> = {
  json: { type: "string", description: "a command as typed in a shell: helm …, kubectl …, sleep 3s" },
  read(tree, problems) {
    const command = text("a command").read(tree, problems);
    if (command === undefined) return undefined;
    try {
      return parseStep(command, problems.source.placeOf(tree.start));
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      // the offset holds where the text stands in the file as it is, on one line
      const written = problems.source.text.indexOf(command, tree.start);
      const exact = written >= 0 && written <= tree.start + 1;
      const start = exact ? written + error.offset : tree.start;
      const end = exact ? written + command.length : tree.end;
      const wordEnd = exact && error.length !== undefined ? start + error.length : end;
      problems.add({ start, end: wordEnd }, error.message, error.hint);
      return undefined;
    }
  },
};

/** The whole file. */
export const scenarioFile = object("a scenario", {
  name: optional(text(), "what it is called in reports; default: the file's name"),
  helm: optional(
    object("helm", { version: optional(helmVersion, "the Helm that runs the steps") }),
    "the Helm client",
  ),
  kubernetes: optional(
    object("kubernetes", { version: optional(kubernetesVersion, "the Kubernetes that the cluster runs") }),
    "the Kubernetes version",
  ),
  seed: optional(integer(0), "names and drawn times come from it; default 1"),
  start: optional(wallClock, "the wall clock at time zero"),
  cluster: optional(cluster, "the cluster as it is before the first step"),
  images: optional(list(imageRule), "how images come to the nodes; the first that matches decides"),
  containers: optional(
    list(containerRule),
    "how containers behave; the first that matches decides what it states",
  ),
  load: optional(list(loadRule), "what pods have to do at which time; autoscalers see it"),
  faults: optional(list(fault), "what goes wrong at which time, whatever the commands do"),
  steps: required(list(step), "one command a line, run one after the other"),
  expect: optional(list(expectation), "what is to come true, a sentence each; checked by seatrial check"),
  ignore: optional(list(ignore), "findings that are harmless here, each with the reason"),
  snapshot: optional(snapshot, "how strict the snapshot is that seatrial check compares with"),
  matrix: optional(matrix, "seatrial check runs the scenario once for each combination of these"),
});
