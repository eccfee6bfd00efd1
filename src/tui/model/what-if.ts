import type { Pod } from "../../cluster/api/pod.ts";
import type { RecordedBehaviour } from "../../recording/recording.ts";
import { matchesGlob } from "../../scenario/glob.ts";
import { formatDuration } from "../../util/duration.ts";
import type { RunIndex } from "./run-index.ts";

/** Something that could go otherwise in a run. */
export type Change =
  | {
      readonly kind: "container";
      readonly what: ContainerChange;
      readonly start: RecordedBehaviour;
      /** the image that tells the container from its other revisions, if there are others in the run */
      readonly image: string | undefined;
    }
  /** at: seconds from the start of the run */
  | { readonly kind: "node-down"; readonly node: string; readonly at: number };

const containerChanges = ["fail", "hang", "slow"] as const;
export type ContainerChange = (typeof containerChanges)[number];

/** By how much a container is slowed down. */
const slowdown = 10;

/** The change as a person says it. */
export function changeText(change: Change): string {
  if (change.kind === "node-down") return `${change.node} goes down at ${change.at}s`;
  const { workload, container } = change.start;
  const image = change.image === undefined ? "" : ` (${change.image})`;
  const verb = { fail: "fails", hang: "hangs", slow: `is ${slowdown} times slower` }[change.what];
  return `${container} of ${workload}${image} ${verb}`;
}

/** What one can ask about an object: of a pod, its containers and its node; of a workload or hook, those of its pods. */
export function changesFor(run: RunIndex, key: string, t: number): Change[] {
  const pods = podsOf(run, key);
  const starts = new Map<string, RecordedBehaviour>();
  for (const pod of pods)
    for (const start of run.behavioursOf(pod)) {
      const name = `${start.workload} ${start.container}`;
      if (!starts.has(name) || start.t <= t) starts.set(name, start);
    }
  const nodes = new Set(
    pods.flatMap((pod) => (run.writesAt(pod, t).now?.object as Pod | undefined)?.spec.nodeName ?? []),
  );
  return [
    ...[...starts.values()].flatMap((start) =>
      containerChanges.map(
        (what) => ({ kind: "container", what, start, image: ownImage(run, start) }) as const,
      ),
    ),
    ...[...nodes].map((node) => ({ kind: "node-down", node, at: Math.max(0, t) }) as const),
  ];
}

/** What came before an upgrade goes on as it was: the change is about the revision that is selected. */
const ownImage = (run: RunIndex, { workload, container, image }: RecordedBehaviour): string | undefined =>
  run.recording.behaviours.some(
    (each) => each.workload === workload && each.container === container && each.image !== image,
  )
    ? image
    : undefined;

/** More pods of one workload tell nothing new. */
const enough = 20;

function podsOf(run: RunIndex, key: string): string[] {
  if (key.startsWith("Pod/")) return [key];
  const found: string[] = [];
  for (const pod of run.pods) {
    if (run.ownersOf(pod).includes(key)) found.push(pod);
    if (found.length === enough) break;
  }
  return found;
}

/** The scenario file with the change in it; comments and all else stay. */
export async function withChange(text: string, change: Change): Promise<string> {
  const { parseDocument, isSeq } = await import("yaml");
  const document = parseDocument(text);
  const put = (list: "containers" | "faults", entry: unknown): void => {
    if (!isSeq(document.get(list))) document.set(list, document.createNode([]));
    const entries = document.get(list);
    // the first rule that matches decides
    if (isSeq(entries)) entries.items.unshift(document.createNode(entry, { flow: true }));
  };
  if (change.kind === "node-down")
    put("faults", { at: seconds(change.at), node: change.node, down: "forever" });
  else {
    const { containers } = document.toJS() as { readonly containers?: readonly RuleText[] };
    put(
      "containers",
      changedRule(
        change,
        containers?.find((rule) => fits(rule, change.start)),
      ),
    );
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** A rule of `containers:` as the file has it. */
interface RuleText {
  readonly match?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** What holds for the container now, but for the change. */
function changedRule(
  { what, start, image }: Change & { readonly kind: "container" },
  rule: RuleText = {},
): RuleText {
  const own = { workload: start.workload, container: start.container };
  const match = { ...rule.match, ...own, ...(image === undefined ? {} : { image }) };
  const { match: _, exitCode: _code, oomKilled: _oom, startError: _error, run, ...rest } = rule;
  const slower = (key: "run" | "startedAfter" | "readyAfter"): RuleText =>
    start[key] === null ? {} : { [key]: seconds(start[key] * slowdown) };
  switch (what) {
    case "fail":
      return { match, ...rest, ...(run === undefined || run === "forever" ? {} : { run }), exitCode: 1 };
    case "hang":
      return { match, ...rest, run: "forever", startedAfter: "never", readyAfter: "never" };
    case "slow":
      return { ...rule, match, ...slower("run"), ...slower("startedAfter"), ...slower("readyAfter") };
  }
}

const seconds = (value: number): string => formatDuration(Math.round(value * 1000));

function fits({ match = {} }: RuleText, start: RecordedBehaviour): boolean {
  const texts: Readonly<Record<string, string>> = {
    workload: start.workload,
    container: start.container,
    image: start.image,
    pod: start.pod,
    attempt: String(start.attempt),
    index: /-(\d+)(?:-[a-z0-9]+)?$/.exec(start.pod)?.[1] ?? "",
  };
  return Object.entries(match).every(([key, pattern]) => matchesGlob(String(pattern), texts[key] ?? ""));
}

/** A name for the file with these changes: `what-if-migrate-fails`. */
export function fileName(changes: readonly Change[]): string {
  const words = changes.map((change) =>
    change.kind === "node-down"
      ? `${change.node}-down`
      : `${change.start.workload.split("/")[1]}-${{ fail: "fails", hang: "hangs", slow: "slow" }[change.what]}`,
  );
  return `what-if-${words.join("-")}`.replace(/[^A-Za-z0-9.-]/g, "-").slice(0, 80);
}
