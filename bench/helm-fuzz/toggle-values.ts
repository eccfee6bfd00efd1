import type { Chart } from "../../src/chart/chart.ts";
import { isLibrary } from "../../src/chart/chart.ts";
import { GoList, GoMap, type Value } from "../../src/gotemplate/value.ts";
import type { Draw } from "./draw.ts";

type Tree = { [key: string]: unknown };

/** A value of a chart or of one of its subcharts, and where it is in the chart's values. */
interface Leaf {
  readonly path: readonly string[];
  readonly value: Value;
}

/** Everything a chart's values say, those of its subcharts under their names. */
export function leavesOf(chart: Chart): Leaf[] {
  const found = new Map<string, Leaf>();
  const walk = (value: Value, path: readonly string[]): void => {
    if (value instanceof GoMap && value.size > 0 && path.length < 12)
      for (const [key, child] of value) walk(child, [...path, String(key)]);
    else if (path.length > 0) found.set(JSON.stringify(path), { path, value });
  };
  const visit = (each: Chart, path: readonly string[]): void => {
    for (const child of each.dependencies)
      if (!isLibrary(child)) visit(child, [...path, child.metadata.name]);
    walk(each.values, path);
  };
  visit(chart, []);
  return [...found.values()];
}

/** Values that take a chart's templates where its defaults do not. */
export function toggledValues(leaves: readonly Leaf[], draw: Draw): Tree {
  const way = draw.one(["everything", "flips", "few", "few", "some", "enabled", "nulls"]);
  const tree: Tree = {};
  for (const { path, value } of leaves) {
    const set = (to: unknown): void => put(tree, path, to);
    const last = path.at(-1) ?? "";
    const isSwitch = typeof value === "boolean";
    if (way === "everything") {
      if (isSwitch) set(true);
      else if (draw.chance(0.3) && isBlank(value)) set(other(value, last, draw));
    } else if (way === "flips") {
      if (isSwitch && draw.chance(0.5)) set(!value);
    } else if (way === "few") {
      if (draw.chance(3 / leaves.length)) set(isSwitch ? !value : other(value, last, draw));
    } else if (way === "some") {
      if (draw.chance(0.08)) set(isSwitch ? !value : other(value, last, draw));
    } else if (way === "enabled") {
      if (isSwitch && /enable|create/i.test(last)) set(true);
      else if (draw.chance(0.15) && isBlank(value)) set(other(value, last, draw));
    } else if (draw.chance(2 / leaves.length)) set(null);
    else if (isSwitch && draw.chance(0.1)) set(!value);
  }
  return tree;
}

const isBlank = (value: Value): boolean =>
  value === null ||
  value === "" ||
  value instanceof GoMap ||
  (value instanceof GoList && value.items.length === 0);

/** Another value that a person might give: mostly of the same type. */
function other(value: Value, key: string, draw: Draw): unknown {
  if (draw.chance(0.04))
    return draw.one<unknown>([null, "", 0, true, [], {}, "text", 1.5, ["a"], { a: "b" }]);
  if (typeof value === "number") return draw.one([0, 1, value + 1, 2147483648, 0.5, 8080, -1]);
  if (value instanceof GoMap)
    return draw.one<unknown>([
      { app: "web" },
      { "example.com/key": "yes", other: "1.0" },
      { a: { b: ["c", 1, true] } },
      { cpu: "100m", memory: "1Gi" },
      { requests: { cpu: 1 }, limits: { memory: "64Mi" } },
      { name: "x", value: "{{ .Release.Name }}" },
      { data: "line one\nline two\n" },
    ]);
  if (value instanceof GoList)
    return draw.one<unknown>([
      ["a"],
      ["a", "b: c", "{{ .Release.Namespace }}"],
      [{ name: "first", value: "one" }],
      [
        { name: "a", mountPath: "/a", host: "h.example.com", paths: ["/"] },
        { name: "b", enabled: true },
      ],
      [{ key: "k", operator: "Exists", effect: "NoSchedule" }],
      [1, 2],
      [{ host: "h", paths: [{ path: "/", pathType: "Prefix" }] }],
      [],
    ]);
  if (/tag|version/i.test(key)) return draw.one(["1.2.3", "v1.20.0-rc.1", "latest", "1.2", "sha-1"]);
  return draw.one([
    "other",
    "a b",
    "",
    "true",
    "123",
    "a: b # c",
    "{{ .Release.Name }}-x",
    "line one\nline two",
    "tests/é☃",
    "ClusterIP",
    "LoadBalancer",
    "Always",
    "1Gi",
    "/data",
    "@x",
    "0x1F",
    "y",
  ]);
}

function put(tree: Tree, path: readonly string[], to: unknown): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    tree[key] = to;
    return;
  }
  const below = tree[key];
  const next: Tree =
    typeof below === "object" && below !== null && !Array.isArray(below) ? (below as Tree) : {};
  tree[key] = next;
  put(next, rest, to);
}
