import { expect, test } from "vitest";
import type { KubeObject } from "../cluster/api/object.ts";
import { WallClock } from "../cluster/api/wall-clock.ts";
import { kubernetesRules } from "../cluster/kubernetes-rules.ts";
import { columnsFor } from "./columns/columns-for.ts";
import type { TableOptions } from "./table-printer.ts";
import { WatchPrinter } from "./watch-printer.ts";

const startedAt = Date.parse("2025-01-15T18:20:03.900Z");

const configMap = (name: string, data: Record<string, string> = {}, metadata: object = {}): KubeObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: {
    name,
    namespace: "default",
    uid: name,
    resourceVersion: "1",
    creationTimestamp: "2025-01-15T18:20:03Z",
    ...metadata,
  },
  data,
});

function printer(options: TableOptions = {}): WatchPrinter {
  const rules = kubernetesRules("1.36");
  if (rules === undefined) throw new Error("no rules");
  return new WatchPrinter(columnsFor("ConfigMap", rules), options, new WallClock(startedAt, () => 0), rules);
}

const text = (lines: readonly { line: string }[]): string => lines.map(({ line }) => line).join("\n");

test("an empty list prints nothing, and the header comes with the first row", () => {
  const watch = printer();
  expect(watch.list([], 0)).toEqual([]);
  expect(watch.event({ type: "ADDED", object: configMap("a"), time: 10 })).toEqual([
    { time: 10, line: "NAME   DATA   AGE" },
    { time: 10, line: "a      0      0s" },
  ]);
  expect(watch.event({ type: "DELETED", object: configMap("a"), time: 20 })).toEqual([
    { time: 20, line: "a      0      0s" },
  ]);
});

test("the initial list is aligned as a whole", () => {
  expect(text(printer().list([configMap("a"), configMap("a-longer-name", { k: "v" })], 0))).toBe(
    ["NAME            DATA   AGE", "a               0      0s", "a-longer-name   1      0s"].join("\n"),
  );
});

test("ages are cut to whole seconds of the wall clock at the moment of the write", () => {
  const watch = printer({ noHeaders: true });
  const ages = [0, 99, 100, 1099, 1100].map((time) =>
    text(watch.event({ type: "MODIFIED", object: configMap("a"), time })),
  );
  expect(ages).toEqual([
    "a     0     0s",
    "a     0     0s",
    "a     0     1s",
    "a     0     1s",
    "a     0     2s",
  ]);
});

test("additional columns stand where kubectl puts them", () => {
  const object = configMap("a", {}, { labels: { "example.com/tier": "web", app: "x" } });
  const options = {
    watchEvents: true,
    allNamespaces: true,
    labelColumns: ["example.com/tier", "none"],
    showLabels: true,
  };
  const watch = printer(options);
  expect(text([...watch.list([object], 0), ...watch.event({ type: "MODIFIED", object, time: 0 })])).toBe(
    [
      "EVENT      NAMESPACE   NAME   DATA   AGE   TIER   NONE   LABELS",
      "ADDED      default     a      0      0s    web           app=x,example.com/tier=web",
      "MODIFIED   default     a      0      0s    web           app=x,example.com/tier=web",
    ].join("\n"),
  );
});

test("a name that is longer than those before widens the column from there on", () => {
  const watch = printer();
  const lines = ["a", "a-longer-name", "b"].flatMap((name) =>
    watch.event({ type: "ADDED", object: configMap(name), time: 0 }),
  );
  expect(text(lines)).toBe(
    ["NAME   DATA   AGE", "a      0      0s", "a-longer-name   0      0s", "b               0      0s"].join(
      "\n",
    ),
  );
});
