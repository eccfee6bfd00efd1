import { controllerOf } from "../cluster/api/object.ts";
import type { Plan } from "../explore/plan/plan.ts";
import { sourceText } from "../explore/plan/plan-text.ts";
import type { RecordedBehaviour, Recording } from "../recording/recording.ts";
import { formatDuration } from "../util/duration.ts";
import { quoteWords } from "../util/quote-words.ts";

/** A chart that is to have a scenario, and what an install of it showed. */
export interface FirstRun {
  readonly name: string;
  /** from the scenario's folder */
  readonly chart: string;
  /** flags of values */
  readonly values: readonly string[];
  /** a pattern for the values files that the chart is tried with elsewhere, from the scenario's folder; "" for none */
  readonly valuesFiles: string;
  readonly recording: Recording;
  /** the hooks that an install does not run */
  readonly others: Plan["others"];
}

const workloads: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet", "Job", "Pod"]);

/** The text of a first scenario for a chart: what the run showed as comments, and what holds now as expectations. */
export function startingScenario(run: FirstRun): string {
  const { name, chart, recording, others } = run;
  const hooks = recording.hooks.map((hook) => ({ ...hook, label: `${hook.kind}/${hook.name}` }));
  const own = workloadsOf(
    recording,
    hooks.map(({ label }) => label),
  );
  const pairs = hooks.slice(1).flatMap((hook, i) => {
    const before = hooks[i];
    return before?.event === hook.event
      ? [`${hook.event} hook ${before.label} ends before ${hook.event} hook ${hook.label} starts`]
      : [];
  });
  const expected = [
    "step 1 exits 0",
    `release ${name} is deployed`,
    ...pairs,
    ...own
      .filter((label) => /^(Deployment|StatefulSet|DaemonSet)\//.test(label))
      .map((it) => `${it} is ready`),
    ...own.filter((label) => label.startsWith("Job/")).map((label) => `${label} never fails`),
  ];
  return [
    "# yaml-language-server: $schema=../node_modules/seatrial/dist/scenario.schema.json",
    `name: ${/^[a-z][\w.-]*$/i.test(name) ? name : JSON.stringify(name)}`,
    ...comment(
      "Its hooks, in the order in which they run:",
      hooks.map(({ event, weight, label }) => `${event}: ${label} (weight ${weight})`),
    ),
    ...comment(
      "Hooks of other commands, which may become steps:",
      others.map((other) => `${other.event}: ${other.hooks.join(", ")}`),
    ),
    ...comment("Its workloads:", own),
    ...durations(recording),
    ...(run.valuesFiles === ""
      ? []
      : [
          "# Once for each of the chart's own test values:",
          `# matrix: { values: [${JSON.stringify(run.valuesFiles)}] }`,
        ]),
    "steps:",
    `  - ${quoteWords(["helm", "install", name, chart, ...run.values, "--wait"])}`,
    ...otherSteps(run),
    "  - sleep 5s",
    "expect:",
    ...expected.map((sentence) => `  - ${sentence}`),
    "",
  ].join("\n");
}

/** What runs and is neither a hook nor made by a controller. */
const workloadsOf = ({ objects }: Recording, hooks: readonly string[]): string[] =>
  objects
    .filter(
      ({ type, kind, object }) =>
        type === "ADDED" && workloads.has(kind) && controllerOf(object) === undefined,
    )
    .map((write) => `${write.kind}/${write.name}`)
    .filter((label) => !hooks.includes(label));

/** A rule for each container, as the run took it to be, with who said so. */
function durations({ behaviours }: Recording): string[] {
  const first = new Map(
    behaviours.toReversed().map((each) => [`${each.workload} ${each.container}`, each] as const),
  );
  const rules = [...first.values()].toReversed().map((each) => {
    const { workload, container, source } = each;
    return `  - { match: { workload: ${workload}, container: ${container} }, ${lengthOf(each)} } # ${oneLine(sourceText(source))}`;
  });
  if (rules.length === 0) return [];
  return comment(
    "How long containers run cannot be told from a chart. This is what was read from it or assumed; state what you know:",
    ["containers:", ...rules],
    "",
  );
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ");

const lengthOf = ({ run, readyAfter }: RecordedBehaviour): string =>
  run !== null
    ? `run: ${time(run)}`
    : `run: forever, readyAfter: ${readyAfter === null ? "never" : time(readyAfter)}`;

const time = (seconds: number): string => formatDuration(Math.round(seconds * 1000));

/** The commands that run the other hooks, to be taken out of their comments. */
function otherSteps({ name, chart, values, others }: FirstRun): string[] {
  const has = (part: string): boolean => others.some(({ event }) => event.endsWith(part));
  const words = [
    ...(has("-upgrade") ? [["upgrade", name, chart, ...values, "--wait"]] : []),
    ...(has("-rollback") ? [["rollback", name, "--wait"]] : []),
    ...(has("test") ? [["test", name]] : []),
    ...(has("-delete") ? [["uninstall", name]] : []),
  ];
  return words.map((each) => `  # - ${quoteWords(["helm", ...each])}`);
}

const comment = (title: string, lines: readonly string[], indent = "  "): string[] =>
  lines.length === 0 ? [] : [`# ${title}`, ...lines.map((line) => `# ${indent}${line}`)];
