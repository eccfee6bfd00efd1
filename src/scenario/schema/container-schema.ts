import { distribution, distributionOr } from "./duration-schema.ts";
import { object, optional, required } from "./object-schema.ts";
import { boolean, converted, integer, list, scalar, text } from "./schema.ts";

const objectName = scalar(
  "an object such as Secret/app-tls",
  { type: "string", pattern: "^[A-Za-z][\\w.]*/[^/\\s]+$" },
  ({ text }) => (/^[A-Za-z][\w.]*\/[^/\s]+$/.test(text) ? text : undefined),
);

const match = object("match", {
  workload: optional(
    text(),
    "the workload at the top of the pod's owners: Job/migrate; * and ? are wildcards",
  ),
  container: optional(text(), "the container's name"),
  image: optional(text(), "its image as the manifest has it"),
  pod: optional(text(), "the pod's name: db-0"),
  index: optional(integer(0), "the index of an Indexed Job's pod, or the ordinal of a StatefulSet's"),
  attempt: optional(integer(1), "only the n-th start (of a Job: its n-th pod)"),
  step: optional(
    integer(1),
    "only what starts from the n-th command on until the next is given; sleep is no command",
  ),
});

/** One rule of `containers:`; the first whose `match` fits a container decides what it states. */
export const containerRule = converted(
  object("a container rule", {
    match: optional(match, "which containers; every key is optional"),
    run: optional(distributionOr("forever"), "how long it runs, or forever"),
    exitCode: optional(integer(0, 255), "its exit code once it ends by itself"),
    startedAfter: optional(distributionOr("never"), "from when the startup probe passes"),
    readyAfter: optional(distributionOr("never"), "from when the readiness probe passes"),
    liveUntil: optional(distribution, "from when the liveness probe fails"),
    stop: optional(
      distributionOr("ignore"),
      "how long it takes to exit on SIGTERM; ignore: it dies by SIGKILL after the grace period",
    ),
    stopExitCode: optional(integer(0, 255), "its exit code after SIGTERM; default 0"),
    oomKilled: optional(boolean, "it ends by running out of memory"),
    startError: optional(text(), "it never starts: the runtime's error"),
    postStart: optional(distribution, "how long its postStart hook takes"),
    postStartError: optional(text(), "its postStart hook fails with this"),
    preStopError: optional(text(), "its preStop hook fails with this"),
    creates: optional(list(objectName), "objects that exist once it has exited with 0: Secret/app-tls"),
  }),
  (rule, tree, problems) => {
    const { run, exitCode, oomKilled = false } = rule;
    if (run === "forever" && exitCode !== undefined)
      problems.add(
        tree,
        "a container that runs forever has no exit code.",
        "Give it a time to run, or drop exitCode.",
      );
    if (run === "forever" && oomKilled)
      problems.add(
        tree,
        "a container that runs forever is not killed for its memory.",
        "Give it a time to run.",
      );
    if (oomKilled && exitCode !== undefined && exitCode !== 137)
      problems.add(tree, "a container that is killed for its memory exits with 137.", "Drop exitCode.");
    if (rule.stop === "ignore" && rule.stopExitCode !== undefined)
      problems.add(tree, "a container that ignores SIGTERM exits with 137.", "Drop stopExitCode.");
    return { ...rule, line: problems.source.placeOf(tree.start).line };
  },
);

/** One rule of `images:`; the first whose `match` fits an image decides. */
export const imageRule = converted(
  object("an image rule", {
    match: required(text(), "the image as manifests have it; * and ? are wildcards"),
    missing: optional(boolean, "no registry has it"),
    pull: optional(distribution, "how long a pull takes; without it the image is on the nodes already"),
    step: optional(integer(1), "only from the n-th command on until the next is given; sleep is no command"),
  }),
  (rule, tree, problems) => {
    if (rule.missing === true && rule.pull !== undefined)
      problems.add(tree, "an image that is missing takes no time to pull.", "Drop pull or missing.");
    return rule;
  },
);
