import { type KubernetesRules, kubernetesRules, newestKubernetes } from "../cluster/kubernetes-rules.ts";
import { isChange } from "../expectations/occurrence.ts";
import type { Recording } from "../recording/recording.ts";
import { StableNames } from "../recording/stable-names.ts";
import { stateOf } from "../recording/timeline.ts";
import { type Family, type FamilyWrite, families } from "./family.ts";
import { type Marker, markers } from "./marker.ts";
import { milestones } from "./milestones.ts";

/**
 * What a run did, as lines: commands and phases as comments, hooks, and below each what came about by it. What a
 * client asked for stands together with all that controllers made of it, in its own order and with times from its own
 * start: so what one workload does is told in lines that no other workload changes.
 *
 * @param grain seconds that times are rounded to; undefined: no times, and milestones instead of every state
 */
export function courseLines(recording: Recording, grain: number | undefined): string[] {
  const rules = kubernetesRules(recording.kubernetesVersion) ?? kubernetesRules(newestKubernetes);
  if (rules === undefined) throw new Error("the newest Kubernetes is known");
  const names = new StableNames(recording.objects);
  const rounded = grain === undefined ? undefined : (t: number) => `${roundTo(t, grain)}s`;
  const marks = markers(recording, rounded);
  const below: string[][] = marks.map(() => []);
  const before: string[] = [];
  for (const family of families(recording, (name) => names.replace(name)))
    for (const { section, lines } of blocks(family, marks, rules, rounded))
      (below[section] ?? before).push(...lines);
  return [...before, ...marks.flatMap(({ text }, i) => [names.replace(text), ...(below[i] ?? [])])];
}

export const roundTo = (t: number, grain: number): number =>
  Math.round(Math.round(t / grain) * grain * 1000) / 1000;

interface Block {
  readonly section: number;
  readonly lines: string[];
}

/** A family's lines, parted where a client did something to it. */
function blocks(
  { writes }: Family,
  marks: readonly Marker[],
  rules: KubernetesRules,
  rounded: ((t: number) => string) | undefined,
): Block[] {
  const found: Block[] = [];
  let block: Block = { section: -1, lines: [] };
  let start = 0;
  let told = new Set<string>();
  for (const each of writes) {
    if (each.write.type === "EXISTING") continue;
    if (isAskedFor(each)) {
      const section = sectionOf(each, marks);
      start = each.write.t;
      if (section !== block.section || found.length === 0) {
        block = { section, lines: [] };
        told = new Set();
        found.push(block);
      }
    } else if (found.length === 0) found.push(block);
    const texts = rounded === undefined ? milestones(each, rules) : stateTexts(each, rules);
    for (const text of texts) {
      const line = `${each.label} ${text}`;
      // a crash loop goes on and on: in the order of things it comes once
      if (rounded === undefined && told.has(line)) continue;
      told.add(line);
      block.lines.push(rounded === undefined ? `  ${line}` : `  ${rounded(each.write.t - start)}  ${line}`);
    }
  }
  return found;
}

/** Every state, and that it was changed where that shows in none. */
function stateTexts({ write, before }: FamilyWrite, rules: KubernetesRules): string[] {
  if (write.type === "DELETED") return ["is gone"];
  const state = stateOf(write, rules);
  if (before === undefined) return [state === "there" ? "is created" : `is created: ${state}`];
  return stateOf(before, rules) !== state ? [state] : isChange(write, before) ? ["is changed"] : [];
}

/** Whether a client did it, and no controller: objects that nobody owns are created, changed and deleted by clients. */
function isAskedFor({ write, before, isRoot }: FamilyWrite): boolean {
  if (!isRoot) return false;
  if (before === undefined) return true;
  const goes = (each: typeof write): boolean => each.object.metadata.deletionTimestamp !== undefined;
  return goes(write) || write.type === "DELETED" ? !goes(before) : isChange(write, before);
}

/**
 * Below which marker a client's write stands. A call takes its time, so the write comes after the marker that it
 * belongs to; where calls take none, the phase that makes such writes is asked for.
 */
function sectionOf({ write }: FamilyWrite, marks: readonly Marker[]): number {
  const { t, type, kind, name, namespace } = write;
  const inside = (span: { start: number; end: number } | undefined): boolean =>
    span !== undefined && span.start <= t && t <= span.end;
  const own = (hook: Marker["hook"]): boolean =>
    hook?.kind === kind && hook.name === name && hook.namespace === namespace && inside(hook);
  const goes = type === "DELETED" || write.object.metadata.deletionTimestamp !== undefined;
  const makers = goes ? ["delete", "undo"] : ["crds", "create", "update", "undo"];
  const hook = type === "ADDED" ? marks.findLastIndex((mark) => own(mark.hook)) : -1;
  if (hook >= 0) return hook;
  const phase = marks.findLastIndex((mark) => makers.includes(mark.phase?.name ?? "") && inside(mark.phase));
  return phase >= 0
    ? phase
    : marks.findLastIndex((mark) => mark.t < t || (mark.t === t && goes && mark.endsHook));
}
