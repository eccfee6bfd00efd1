import { parseDuration } from "../../util/duration.ts";
import type { Distribution } from "../distribution.ts";
import { describe, type Tree } from "../source/tree.ts";
import { object, optional } from "./object-schema.ts";
import type { JsonSchema, Schema } from "./schema.ts";

const durationPattern = "^((\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+$|^0$";

/** A duration in milliseconds, not negative: `300ms`, `10s`, `1h30m`. */
export const duration: Schema<number> = {
  json: { type: ["string", "integer"], pattern: durationPattern },
  read(tree, problems) {
    const milliseconds = tree.kind === "scalar" ? parseDuration(tree.text) : undefined;
    if (milliseconds !== undefined && milliseconds >= 0) return milliseconds;
    const hint = tree.kind === "scalar" ? withUnit(tree.text) : "";
    problems.add(tree, `expected a duration such as 300ms, 10s or 1h30m, found ${describe(tree)}.`, hint);
    return undefined;
  },
};

const spread = object("a spread of durations", {
  min: optional(duration, "the shortest; all between min and max are equally likely"),
  max: optional(duration, "the longest"),
  mean: optional(duration, "the middle of a bell curve (never below zero)"),
  sd: optional(duration, "its standard deviation"),
  p50: optional(duration, "half of all are shorter (a log-normal curve)"),
  p95: optional(duration, "95 % are shorter"),
});

const shapes = "{min, max}, {mean, sd} or {p50, p95}";

/** Milliseconds; `forever` is Infinity. */
export const lasting: Schema<number> = {
  json: { anyOf: [{ const: "forever" }, duration.json] },
  read: (tree, problems) =>
    tree.kind === "scalar" && tree.text === "forever"
      ? Number.POSITIVE_INFINITY
      : duration.read(tree, problems),
};

/** A duration, or a spread of them that each start of a container draws from. */
export const distribution: Schema<Distribution> = {
  json: { anyOf: [duration.json, spread.json] },
  read(tree, problems) {
    if (tree.kind !== "map") {
      const fixed = duration.read(tree, problems);
      return fixed === undefined ? undefined : { kind: "fixed", value: fixed };
    }
    const value = spread.read(tree, problems);
    if (value === undefined) return undefined;
    const { min, max, mean, sd, p50, p95 } = value;
    const keys = tree.entries.map(({ key }) => key.text).sort();
    if (min !== undefined && max !== undefined && keys.length === 2) {
      if (min <= max) return { kind: "uniform", min, max };
      problems.add(tree, "min is more than max.");
      return undefined;
    }
    if (mean !== undefined && sd !== undefined && keys.length === 2) return { kind: "normal", mean, sd };
    if (p50 !== undefined && p95 !== undefined && keys.length === 2) {
      if (p50 > 0 && p50 <= p95) return { kind: "lognormal", p50, p95 };
      problems.add(tree, "p50 must be more than zero and at most p95.");
      return undefined;
    }
    if (keys.every((key) => key in value)) problems.add(tree, `a spread of durations is ${shapes}.`);
    return undefined;
  },
};

/** What a bare number most likely means. */
const withUnit = (text: string): string => (/^\d+(\.\d+)?$/.test(text) ? `Did you mean ${text}s?` : "");

/** A distribution, or a word that means something else in this place: `forever`, `never`, `ignore`. */
export function distributionOr<W extends string>(word: W): Schema<Distribution | W> {
  const json: JsonSchema = { anyOf: [{ const: word }, ...(distribution.json.anyOf as JsonSchema[])] };
  return {
    json,
    read(tree: Tree, problems) {
      if (tree.kind === "map") return distribution.read(tree, problems);
      if (tree.kind === "scalar" && tree.text === word) return word;
      const milliseconds = tree.kind === "scalar" ? parseDuration(tree.text) : undefined;
      if (milliseconds !== undefined && milliseconds >= 0) return { kind: "fixed", value: milliseconds };
      const hint = tree.kind === "scalar" ? withUnit(tree.text) : "";
      problems.add(tree, `expected a duration, ${shapes}, or ${word}; found ${describe(tree)}.`, hint);
      return undefined;
    },
  };
}
