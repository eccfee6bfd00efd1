import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { WatchType } from "../../cluster/api/api-server.ts";
import type { KubeObject } from "../../cluster/api/object.ts";
import { WallClock } from "../../cluster/api/wall-clock.ts";
import { kubernetesRules } from "../../cluster/kubernetes-rules.ts";
import { WatchPrinter } from "../watch-printer.ts";
import { columnsFor } from "./columns-for.ts";

const recordings = "../shared/recordings";
const rules = kubernetesRules("1.36");

const runs = !existsSync(recordings)
  ? []
  : readdirSync(recordings, { recursive: true, encoding: "utf8" })
      .filter((file) => /helm-v[^/]*\/(pod|job)-writes\.tsv$/.test(file))
      .sort();

test.skipIf(runs.length > 0)("skipped: there are no recordings beside this repository", () => {
  expect(runs).toEqual([]);
});

/** The init containers of the recorded charts that keep running beside the others. */
const sidecars = new Set(["proxy", "logs"]);

test.each(runs)("from the writes of %s come the lines that kubectl printed", (file) => {
  const kind = file.endsWith("pod-writes.tsv") ? "Pod" : "Job";
  const writes = readTable(file).slice(1);
  const lines = readTable(file.replace(/-writes/, "s")).map(([, line = ""]) => line);
  // Watches of two clients may see the writes of two objects in another order, those of one never.
  const queues = new Map<string, KubeObject[]>();
  const types = new Map<KubeObject, WatchType>();
  const objects = new Map<string, Json>();
  for (const [, type, name = "", changes = "{}"] of writes) {
    const old = type === "ADDED" ? {} : objects.get(name);
    const next = applyChanges(old ?? {}, JSON.parse(changes) as Record<string, unknown>);
    objects.set(name, next);
    const object = complete(kind, next, writes, name, lines);
    types.set(object, type as WatchType);
    queues.set(name, [...(queues.get(name) ?? []), object]);
  }
  if (rules === undefined) throw new Error("no rules");
  const printer = new WatchPrinter(columnsFor(kind, rules), {}, new WallClock(0, () => 0), rules);
  const printed = lines.slice(1).flatMap((line) => {
    const object = queues.get(line.split(" ")[0] ?? "")?.shift();
    if (object === undefined) throw new Error(`no write for ${line}`);
    // Both ends of an age are whole seconds, so the age tells the second of the row.
    const time =
      Date.parse(object.metadata.creationTimestamp) + secondsOf(line.split(/ {2,}/).at(-1) ?? "") * 1000;
    return printer.event({ type: types.get(object) ?? "MODIFIED", object, time }).map((each) => each.line);
  });
  expect(printed).toEqual(lines);
});

type Json = { [key: string]: unknown };

const readTable = (file: string): string[][] =>
  readFileSync(join(recordings, file), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split("\t"));

const secondsOf = (age: string): number =>
  [...age.matchAll(/(\d+)([smh])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (unit === "s" ? 1 : unit === "m" ? 60 : 3600),
    0,
  );

/** What the recorded writes leave out: the containers that were asked for, and the number of completions. */
function complete(kind: string, object: Json, writes: string[][], name: string, lines: string[]): KubeObject {
  const row = lines.find((line) => line.startsWith(`${name} `)) ?? "";
  const total = Number(/\d+\/(\d+)/.exec(row)?.[1]);
  const inits = new Set<string>();
  for (const [, , pod, changes = ""] of writes)
    if (pod === name)
      for (const [, init = ""] of changes.matchAll(/"status\.initContainerStatuses\[([^\]]+)\]/g))
        inits.add(init);
  const initContainers = [...inits].map((each) => ({
    name: each,
    image: "",
    ...(sidecars.has(each) ? { restartPolicy: "Always" } : {}),
  }));
  const beside = initContainers.filter(({ name }) => sidecars.has(name)).length;
  const spec =
    kind === "Job"
      ? { completions: total, parallelism: 1 }
      : { containers: Array.from({ length: total - beside }, (_, i) => ({ name: `c${i}` })), initContainers };
  return {
    status: {},
    ...object,
    apiVersion: kind === "Job" ? "batch/v1" : "v1",
    kind,
    spec,
  } as unknown as KubeObject;
}

/** Applies changes such as `status.conditions[Ready].status`: null removes, a list is found by name, type or place. */
function applyChanges(object: Json, changes: Record<string, unknown>): Json {
  const next = structuredClone(object);
  for (const [path, value] of Object.entries(changes)) {
    if (/^metadata\.(labels|annotations|ownerReferences|finalizers)/.test(path)) continue;
    const steps = [...path.matchAll(/\.?([^.[\]]+)|\[([^\]]+)\]/g)];
    let at: Json = next;
    for (const [i, [, key, item]] of steps.entries()) {
      const last = i === steps.length - 1;
      if (item !== undefined) at = entry(at as unknown as Json[], item);
      else if (last && value === null) delete at[key ?? ""];
      else if (last) at[key ?? ""] = value;
      else {
        at[key ?? ""] ??= steps[i + 1]?.[2] === undefined ? {} : [];
        at = at[key ?? ""] as Json;
      }
    }
  }
  return prune(next) as Json;
}

function entry(list: Json[], item: string): Json {
  const found = list.find((each) => each.name === item || each.type === item || each["#"] === item);
  if (found !== undefined) return found;
  const created: Json = { "#": item };
  list.push(created);
  return created;
}

/** States of which nothing is left are gone. */
function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(prune).filter((each) => !isEmpty(each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, prune(each)] as const)
      .filter(([, each]) => !isEmpty(each)),
  );
}

const isEmpty = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).filter((key) => key !== "#").length === 0;
