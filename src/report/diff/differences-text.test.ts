import { expect, test } from "vitest";
import type { Difference } from "../../recording/compare.ts";
import { differencesText } from "./differences-text.ts";

const names = { before: "Helm 3.17.3", after: "Helm 4.1.4" };
const web = { kind: "Deployment", namespace: "default", name: "web" };

test("equal runs are said to be", () => {
  expect(differencesText([], names)).toBe("Helm 3.17.3 and Helm 4.1.4: no difference.\n");
});

test("each kind of difference has a section of its own", () => {
  const differences: Difference[] = [
    { kind: "order", before: ["a", "b", "c"], after: ["b", "a", "c"], moved: ["a"] },
    { kind: "step", index: 0, field: "exitCode", before: 0, after: 1 },
    { kind: "step", index: 0, field: "took", before: 2, after: 30.5 },
    { kind: "step", index: 0, field: "stdout", before: "one\ntwo\n", after: "one\nTWO\n" },
    {
      kind: "hook",
      hook: { release: "demo", event: "pre-install", ...web },
      before: "succeeded",
      after: undefined,
    },
    { kind: "object", object: { ...web, namespace: "shop" }, in: "after" },
    { kind: "states", object: web, before: ["x", "y"], after: ["x"] },
    { kind: "duration", object: web, state: "x", before: 1, after: 2.5 },
  ];
  expect(differencesText(differences, names)).toBe(`- Helm 3.17.3
+ Helm 4.1.4

Commands
  step 1 exits with 0 → 1
  step 1 takes 2s → 30.5s
  step 1 prints
      one
    - two
    + TWO

Hooks
  pre-install hook Deployment/web: succeeded → not run

Objects
  + Deployment/shop/web (only with Helm 4.1.4)

States
  Deployment/web
      x
    - y

Times
  Deployment/web is x: 1s → 2.5s

Order
  - a
    b
  + a
    c
`);
});

test("a line that nobody reads to its end is clipped", () => {
  const difference: Difference = {
    kind: "step",
    index: 1,
    field: "stderr",
    before: "",
    after: "x".repeat(300),
  };
  const text = differencesText([difference], names);
  expect(text).toContain(
    `step 2 prints to standard error\n    + ${"x".repeat(240)} … (60 more characters)\n`,
  );
});
