import { expect, test } from "vitest";
import { deploymentObject, jobObject, podTemplate, testCluster } from "../cluster/testing/test-cluster.ts";
import { normalizeRecording } from "./normalize.ts";
import { printWatch } from "./print-watch.ts";
import { Recorder } from "./recorder.ts";
import type { Recording } from "./recording.ts";
import { StableNames } from "./stable-names.ts";

function run(seed: number, terminationGracePeriodSeconds = 30): Recording {
  const { api, pass, context } = testCluster({ seed, containers: { main: { run: 2000 } } });
  const recorder = new Recorder(context, { helmVersion: "4.1.4", seed, namespace: "default" });
  api.create(jobObject("good", podTemplate("good", [{}])));
  api.create(
    deploymentObject("web", podTemplate("web", [{}], { terminationGracePeriodSeconds }), { replicas: 2 }),
  );
  pass(8000);
  return recorder.recording();
}

test("runs with other hashes and suffixes are the same once normalized", () => {
  const [a, b] = [run(1), run(1, 31)];
  expect(a.watch.pods).not.toEqual(b.watch.pods);
  const [x, y] = [normalizeRecording(a), normalizeRecording(b)];
  expect(x.watch).toEqual(y.watch);
  expect(x.events).toEqual(y.events);
  expect(x.left).toEqual(y.left);
  expect(x.objects.map(({ object }) => object.metadata)).toEqual(
    y.objects.map(({ object }) => object.metadata),
  );
});

test("pods are numbered by their owner, and columns are laid out for the new names", () => {
  const { watch, events, left } = normalizeRecording(run(1));
  const rows = watch.pods.map(({ line }) => line);
  expect(rows.slice(0, 3)).toEqual([
    "NAME     READY   STATUS    RESTARTS   AGE",
    "good~1   0/1     Pending   0          0s",
    "web~1~1   0/1     Pending   0          0s",
  ]);
  expect(left.map(({ name }) => name)).toEqual(["web", "good", "good~1", "web~1~1", "web~1~2", "web~1"]);
  expect(events.map(({ message }) => message)).toContain("Created pod: good~1");
});

test("times are rounded", () => {
  const recording = run(1);
  const times = (resolution: number) =>
    normalizeRecording(recording, { resolution }).objects.map(({ t }) => t);
  for (const t of times(0.5)) expect(t * 2).toBe(Math.round(t * 2));
  for (const [i, t] of times(0.1).entries())
    expect(Math.abs(t - (recording.objects[i]?.t ?? 0))).toBeLessThan(0.0501);
});

test("a recorded watch can be printed again, and otherwise", () => {
  const recording = run(1);
  expect(printWatch(recording, "Pod")).toEqual(recording.watch.pods);
  expect(printWatch(recording, "Deployment")).toEqual(recording.watch.deployments);
  expect(printWatch(recording, "ReplicaSet")[0]?.line).toMatch(/^NAME +DESIRED {3}CURRENT {3}READY {3}AGE$/);
  expect(printWatch(recording, "Pod", { wide: true, noHeaders: true })[0]?.line).toMatch(/<none> +<none>$/);
  expect(printWatch(recording, "Pod", { namespace: "other" })).toEqual([]);
  expect(printWatch(recording, "Node", { namespace: "" })[0]?.line).toMatch(/^NAME +STATUS +ROLES/);
});

test("a StatefulSet's pods keep their names", () => {
  const metadata = {
    name: "db-0",
    namespace: "default",
    uid: "u-1",
    resourceVersion: "1",
    creationTimestamp: "",
  };
  const owner = { apiVersion: "apps/v1", kind: "StatefulSet", name: "db", uid: "u-0", controller: true };
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...metadata, generateName: "db-", ownerReferences: [owner] },
  };
  expect(new StableNames([{ object: pod }]).replace("create Pod db-0 in StatefulSet db successful")).toBe(
    "create Pod db-0 in StatefulSet db successful",
  );
});

test("each kind is numbered by itself", () => {
  const named = (kind: string, name: string) => ({
    object: {
      apiVersion: "v1",
      kind,
      metadata: {
        name,
        namespace: "default",
        uid: name,
        resourceVersion: "1",
        creationTimestamp: "",
        generateName: "web-",
      },
    },
  });
  const names = new StableNames([named("EndpointSlice", "web-x7k2p"), named("Pod", "web-abcde")]);
  expect(names.replace("web-x7k2p web-abcde")).toBe("web~1 web~1");
});
