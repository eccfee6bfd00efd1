import { expect, test } from "vitest";
import { flag } from "../helm/flags/flag-spec.ts";
import { splitFlags } from "./split-flags.ts";

const own = [
  flag("seed", "int", ""),
  flag("output", "string", "", { shorthand: "o" }),
  flag("timestamps", "bool", ""),
];
const helm = [
  flag("set", "stringArray", ""),
  flag("values", "strings", "", { shorthand: "f" }),
  flag("wait", "WaitStrategy", "", { bare: "watcher" }),
];
const split = (line: string) => splitFlags(line.split(" "), own, helm);

test("parts the flags and keeps their order", () => {
  expect(split("demo --seed 7 ./chart --wait -o json --set a=b --timestamps -f x.yaml")).toEqual({
    own: ["--seed", "7", "-o", "json", "--timestamps"],
    helm: ["demo", "./chart", "--wait", "--set", "a=b", "-f", "x.yaml"],
  });
  expect(split("--seed=7 -ojson --wait=legacy demo")).toEqual({
    own: ["--seed=7", "-ojson"],
    helm: ["--wait=legacy", "demo"],
  });
});

test("a value of Helm's is never a flag, nor is what comes after --", () => {
  expect(split("--set --seed=1 demo")).toEqual({ own: [], helm: ["--set", "--seed=1", "demo"] });
  expect(split("demo -- --seed 1")).toEqual({ own: [], helm: ["demo", "--", "--seed", "1"] });
});
