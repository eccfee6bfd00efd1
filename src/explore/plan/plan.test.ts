import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { gather } from "../../findings/inspect.ts";
import { nodeAdapters } from "../../node/node-adapters.ts";
import { defaultScenario } from "../../scenario/scenario.ts";
import { parseStep } from "../../scenario/steps/parse-step.ts";
import { makePlan } from "./make-plan.ts";
import { planText } from "./plan-text.ts";

const directory = fileURLToPath(new URL("../../../scenarios/founding", import.meta.url));

function planOf(command: string) {
  const scenario = { ...defaultScenario, directory, steps: [parseStep(command, {})] };
  return makePlan(gather(scenario, nodeAdapters, { settle: true }, "none", undefined));
}

test("phases in order, hooks with their reasons, and who says how long they take", () => {
  const plan = planOf("helm install demo ./chart");
  expect(plan.stages.map(({ name, event }) => `${name} ${event}`.trim())).toEqual([
    "hooks pre-install",
    "create",
    "hooks post-install",
  ]);
  expect(plan.stages[0]?.entries.map(({ what, why }) => [what, why])).toEqual([
    ["Job/pre-install-job-w1", "It is the first pre-install hook: weight 1."],
    ["Job/pre-install-job-w2", "Its weight 2 comes after 1."],
    ["Job/pre-install-job-w3", "Its weight 3 comes after 2."],
  ]);
  expect(plan.containers).toContainEqual({
    workload: "Job/pre-install-job-w1",
    container: "hook",
    seconds: 10,
    source: { kind: "command", text: "sh -c sleep 10" },
  });
  expect(plan.failure).toBe("");
});

test("without --wait only hooks decide how long it takes; with it the slowest workload does too", () => {
  const jobs = ["Job/pre-install-job-w1", "Job/pre-install-job-w2", "Job/pre-install-job-w3"];
  const what = (command: string) => planOf(command).path.map((each) => each.what);
  expect(what("helm install demo ./chart")).toEqual([...jobs, "Job/post-install-job"]);
  expect(what("helm install demo ./chart --wait")).toEqual([
    ...jobs,
    "Deployment/kkamji-deployment",
    "Job/post-install-job",
  ]);
});

test("the text names what decides between equal weights, and workloads that never get ready", () => {
  const entry = { why: "", waited: true, place: "" };
  const text = planText({
    ...planOf("helm install demo ./chart"),
    stages: [
      {
        name: "hooks",
        event: "pre-install",
        entries: [
          { ...entry, what: "Job/a", weight: 1, seconds: 2 },
          { ...entry, what: "Job/b", weight: 1, seconds: 2 },
          { ...entry, what: "Pod/b", weight: 1, seconds: 0, waited: false },
        ],
      },
      { name: "wait-ready", event: "", entries: [{ ...entry, what: "Deployment/web", seconds: undefined }] },
    ],
    others: [{ event: "pre-upgrade", hooks: ["Job/a (weight 1)", "Job/b (weight 1)", "Pod/b (weight 1)"] }],
  });
  expect(text).toContain("2s  Job/a  weight 1\n");
  expect(text).toContain("2s  Job/b  weight 1, by name\n");
  expect(text).toContain("no wait  Pod/b  weight 1, by kind\n");
  expect(text).toContain("never  Deployment/web\n");
  expect(text).toContain("pre-upgrade: the same as pre-install\n");
});

test("the text has no clock and every section", () => {
  const text = planText(planOf("helm install demo ./chart --wait"));
  expect(text).toContain("1. pre-install hooks, one after the other");
  expect(text).toContain("--wait: all at once, until the last is ready");
  expect(text).toContain("Critical path:");
  expect(text).not.toMatch(/\d\d:\d\d/);
});
