import { parseDuration } from "../../util/duration.ts";
import type { FlagSpec } from "./flag-spec.ts";
import { falseWords, splitCsv, trueWords } from "./flag-values.ts";

/** What pflag says of a value that the flag cannot take; undefined for one that it can. */
export function valueProblem(spec: FlagSpec, value: string): string | undefined {
  const problem = problemOf(spec, value);
  if (problem === undefined) return undefined;
  const name = spec.shorthand === undefined ? `--${spec.name}` : `-${spec.shorthand}, --${spec.name}`;
  return `invalid argument ${quote(value)} for ${quote(name)} flag: ${problem}`;
}

const quote = (text: string): string => JSON.stringify(text);

function problemOf(spec: FlagSpec, value: string): string | undefined {
  switch (spec.type) {
    case "bool":
      return isBool(value) ? undefined : `strconv.ParseBool: parsing ${quote(value)}: invalid syntax`;
    case "int":
      return intProblem(value);
    case "duration":
      return durationProblem(value);
    case "format":
      return ["table", "json", "yaml"].includes(value) ? undefined : "invalid format type";
    case "stringToString":
      return pairProblem(value);
    case "WaitStrategy":
      return ["watcher", "hookOnly", "legacy"].includes(value) || isBool(value)
        ? undefined
        : `invalid wait input ${quote(value)}. Valid inputs are watcher, hookOnly, and legacy`;
    default:
      return undefined;
  }
}

const isBool = (value: string): boolean => trueWords.has(value) || falseWords.has(value);

function intProblem(value: string): string | undefined {
  if (!/^[+-]?(\d+|0[xX][\da-fA-F]+|0[oO]?[0-7]+|0[bB][01]+)$/.test(value))
    return `strconv.ParseInt: parsing ${quote(value)}: invalid syntax`;
  const number = BigInt(value.replace(/^[+-]/, ""));
  return number > 0x7fff_ffff_ffff_ffffn
    ? `strconv.ParseInt: parsing ${quote(value)}: value out of range`
    : undefined;
}

/** time.ParseDuration's complaints. */
function durationProblem(value: string): string | undefined {
  if (parseDuration(value) !== undefined) return undefined;
  const unsigned = value.replace(/^[+-]/, "");
  const rest = unsigned.replace(/^((\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))*/, "");
  const number = /^(\d+(?:\.\d*)?|\.\d+)/.exec(rest)?.[0];
  if (number === undefined) return `time: invalid duration ${quote(value)}`;
  const unit = /^[^.\d]*/.exec(rest.slice(number.length))?.[0] ?? "";
  return unit === ""
    ? `time: missing unit in duration ${quote(value)}`
    : `time: unknown unit ${quote(unit)} in duration ${quote(value)}`;
}

function pairProblem(value: string): string | undefined {
  const bad = splitCsv(value).find((pair) => !pair.includes("="));
  return bad === undefined ? undefined : `${bad} must be formatted as key=value`;
}
