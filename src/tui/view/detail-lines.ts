import type { KubeObject } from "../../cluster/api/object.ts";
import { objectPrinter, withoutManagedFields } from "../../kubectl/print-object.ts";
import { type DiffLine, diffLines } from "../../snapshot/diff-lines.ts";
import { timeText } from "../model/clock.ts";
import type { RunIndex } from "../model/run-index.ts";
import { type State, shownRun, type Tab } from "../model/state.ts";
import { aboutLines } from "./about-lines.ts";
import { lastKept } from "./last-kept.ts";
import type { PaneContent } from "./pane-content.ts";
import { runLines } from "./run-lines.ts";
import { type Line, plain, type Style, styled } from "./styled.ts";

/** All that the details say of the selected object, or of the run. */
export function detailLines(state: State, width: number): Line[] {
  const run = shownRun(state);
  return state.selected === undefined
    ? runLines(run, state.t, width)
    : tabLines[state.tab](run, state.selected, state.t, width);
}

/** What the details show of it. */
export function detailContent(state: State, width: number, height: number): PaneContent {
  const lines = detailLines(state, width);
  const first = Math.max(0, Math.min(state.scroll, lines.length - height));
  const more =
    lines.length > height ? ` ${first + 1}-${Math.min(lines.length, first + height)} of ${lines.length}` : "";
  const tabs = (["about", "yaml", "diff"] as const)
    .map((tab) => (tab === state.tab ? `[${tab}]` : tab))
    .join(" ");
  return {
    title: (state.selected === undefined ? "the run" : tabs) + more,
    lines: lines.slice(first, first + height),
    selected: -1,
  };
}

const tabLines: Readonly<Record<Tab, (run: RunIndex, key: string, t: number, width: number) => Line[]>> = {
  about: aboutLines,
  yaml: (run, key, t) => {
    const { now } = run.writesAt(key, t);
    return now === undefined ? absent : yamlLines(now.object);
  },
  diff: (run, key, t) => {
    const { now, before } = run.writesAt(key, t);
    if (now === undefined) return absent;
    const title = `${{ ADDED: "created", MODIFIED: "changed", DELETED: "deleted", EXISTING: "there from the start" }[now.type]} at ${timeText(now.t)}`;
    if (now.type === "DELETED" || now.type === "EXISTING") return [[styled(title, { bold: true })]];
    const old = now.type === "ADDED" ? undefined : before?.object;
    return [[styled(title, { bold: true })], ...changeLines(old, now.object)];
  },
};

const absent: Line[] = [[styled("It is not there yet; c goes to its next change.", { dim: true })]];

const printYaml = objectPrinter("yaml");

/** As `kubectl get -o yaml` has it. */
const yamlOf = (object: KubeObject): string[] =>
  (printYaml?.(withoutManagedFields(object)) ?? "").trimEnd().split("\n");

const yamlLines = lastKept((object: KubeObject): Line[] => yamlOf(object).map((line) => [plain(line)]));

/** What is different; every write changes the version, which tells nothing. */
const changeLines = lastKept((before: KubeObject | undefined, now: KubeObject): Line[] =>
  aroundChanges(diffLines(before === undefined ? [] : unversioned(before), unversioned(now))),
);

const unversioned = (object: KubeObject): string[] =>
  yamlOf(object).filter((line) => !line.startsWith("  resourceVersion: "));

const signs: Readonly<Record<DiffLine["sign"], Style>> = {
  "+": { color: "green" },
  "-": { color: "red" },
  " ": { dim: true },
};

/** How many lines are shown around each change. */
const context = 3;

function aroundChanges(lines: readonly DiffLine[]): Line[] {
  const shown: Line[] = [];
  let left = 0;
  for (const [i, { sign, text }] of lines.entries()) {
    const near = lines.slice(Math.max(0, i - context), i + context + 1).some((each) => each.sign !== " ");
    if (near) {
      if (left > 0) shown.push([styled(`  … ${left} lines as before`, { dim: true })]);
      left = 0;
      shown.push([styled(`${sign} ${text}`, signs[sign])]);
    } else left++;
  }
  if (left > 0) shown.push([styled(`  … ${left} lines as before`, { dim: true })]);
  return shown;
}
