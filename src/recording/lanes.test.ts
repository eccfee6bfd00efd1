import { describe, expect, test } from "vitest";
import { deploymentObject, jobObject, podTemplate, testCluster } from "../cluster/testing/test-cluster.ts";
import { lanes, podLanes } from "./lanes.ts";
import { Recorder } from "./recorder.ts";
import type { Recording } from "./recording.ts";

function run(exitCode = 0): Recording {
  const { api, pass, context } = testCluster({ containers: { main: { run: 2000, exitCode } } });
  const recorder = new Recorder(context, { helmVersion: "4.1.4", seed: 1, namespace: "default" });
  api.create(jobObject("migrate", podTemplate("migrate", [{}])));
  pass(1000);
  const web = podTemplate("web", [{ name: "server" }]);
  api.create(deploymentObject("web", web, { replicas: 1 }));
  pass(7000);
  api.delete({ kind: "Deployment", namespace: "default", name: "web" });
  pass(60_000);
  return recorder.recording();
}

const states = (recording: Recording, group: string): string[] =>
  podLanes(recording)
    .filter((lane) => lane.group === group)
    .flatMap(({ spans }) => spans.map(({ state, ready, tone }) => `${state} ${ready} ${tone}`));

describe("the lane of a pod", () => {
  test("has a span for each state, from node to end, below its workload", () => {
    expect(states(run(), "Job/migrate")).toEqual([
      "Pending 0/1 waiting",
      "Pending 0/1 starting",
      "ContainerCreating 0/1 starting",
      "Running 1/1 ready",
      "Completed 0/1 done",
    ]);
  });

  test("fails where its container does", () => {
    expect(states(run(3), "Job/migrate")).toContain("Error 0/1 failed");
  });

  test("belongs to the Deployment, not the ReplicaSet, and ends when the pod is gone", () => {
    const recording = run();
    const [web] = podLanes(recording).filter(({ group }) => group === "Deployment/web");
    expect(web?.spans.map(({ tone }) => tone)).toContain("ending");
    expect(web?.spans.at(-1)?.end).toBeLessThan(recording.end);
  });

  test("belongs to the Deployment also if it was there before the run, whatever is listed first", () => {
    const recording = run();
    const objects = recording.objects.filter(({ type }) => type === "ADDED").reverse();
    const before = objects.map((write) => ({ ...write, t: 0, type: "EXISTING" as const }));
    expect(podLanes({ ...recording, objects: before }).map(({ group }) => group)).toEqual([
      "Deployment/web",
      "Job/migrate",
    ]);
  });

  test("leaves no gap while the pod is there, and no overlap", () => {
    for (const { spans } of podLanes(run()))
      for (const [i, span] of spans.entries()) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        if (i > 0) expect(spans[i - 1]?.end).toBe(span.start);
      }
  });
});

test("commands, phases and hooks come before the pods, each with how it ended", () => {
  const recording: Recording = {
    ...run(),
    steps: [{ command: "helm install demo .", start: 0, end: 3, exitCode: 1, stdout: "", stderr: "" }],
    phases: [
      {
        release: "demo",
        revision: 1,
        name: "hooks",
        event: "pre-install",
        start: 0,
        end: 2,
        outcome: "failed",
        error: "x",
      },
    ],
  };
  expect(
    lanes(recording)
      .slice(0, 2)
      .map(({ kind, label, spans }) => [kind, label, spans[0]?.tone]),
  ).toEqual([
    ["step", "helm install demo .", "failed"],
    ["phase", "pre-install hooks", "failed"],
  ]);
});
