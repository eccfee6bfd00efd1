import { Budget } from "../budget.ts";
import { sprint } from "../fmt/sprint.ts";
import { TemplateError } from "../template-error.ts";
import { type MissingKey, TemplateSet } from "../template-set.ts";
import { GoFunc, GoInt, GoList, GoMap, GoStruct, int, strings, type Value } from "../value.ts";

/** Values of many kinds, as tests name them. */
function sampleData(): GoMap {
  return new GoMap([
    ["s", "hello"],
    ["empty", ""],
    ["n", int(3)],
    ["f", 1.5],
    ["t", true],
    ["nul", null],
    ["list", new GoList(["a", "b", null])],
    ["none", new GoList([])],
    [
      "map",
      new GoMap([
        ["z", int(1)],
        ["a", "x"],
        ["m", new GoMap([["k", "v"]])],
      ]),
    ],
    ["labels", new GoMap([["x", "1"]], "map[string]string")],
    ["names", strings(["p", "q"])],
    ["bytes", Uint8Array.of(104, 105)],
    ["wait", new GoInt(1_500_000_000n, "time.Duration")],
    ["user", new GoStruct("*demo.User", new Map([["Name", "ann"]]), userMethods)],
  ]);
}

const userMethods = new Map([
  ["Greet", new GoFunc(["string"], (word = null) => `${sprint([word])}, ann`)],
  ["ID", new GoFunc([], () => int(7))],
]);

const funcs = new Map([
  ["upper", new GoFunc(["string"], (text = null) => sprint([text]).toUpperCase())],
  ["dict", new GoFunc([], () => new GoMap())],
  ["list", new GoFunc([], (...items) => new GoList(items), "interface {}")],
  [
    "keys",
    new GoFunc(["map[string]interface {}"], (map = null) =>
      strings(map instanceof GoMap ? [...map.keys()] : []),
    ),
  ],
  ["half", new GoFunc(["float64"], (n = null) => (typeof n === "number" ? n / 2 : null))],
  ["twice", new GoFunc(["int"], (n = null) => int(n instanceof GoInt ? n.value * 2n : 0n))],
  ["nothing", new GoFunc([], () => null)],
  [
    "boom",
    new GoFunc(["string"], (message = null) => {
      throw new Error(sprint([message]));
    }),
  ],
]);

/** A template's output for the sample data, or `ERROR` and its message. */
export function render(
  text: string,
  { go = "1.25", missingKey = "zero" as MissingKey, data = sampleData() as Value } = {},
): string {
  try {
    const set = new TemplateSet({ goVersion: go, missingKey, funcs });
    return set.execute(set.parse("t", text), data, new Budget({ steps: 1_000_000 }));
  } catch (error) {
    if (error instanceof TemplateError) return `ERROR ${error.message}`;
    throw error;
  }
}
