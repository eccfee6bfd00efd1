import { expect, test } from "vitest";
import { deploymentObject, jobObject, podTemplate, testCluster } from "../cluster/testing/test-cluster.ts";
import { kindsNamed } from "./kinds-named.ts";
import { printEvents } from "./print-events.ts";
import { printWatch, printWatches } from "./print-watch.ts";
import { Recorder } from "./recorder.ts";
import type { Recording } from "./recording.ts";

function recording(): Recording {
  const cluster = testCluster({ containers: { work: { run: 1000 } } });
  const recorder = new Recorder(cluster.context, { helmVersion: "4.1.4", seed: 1, namespace: "default" });
  cluster.api.create({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "certificates.cert-manager.io" },
    spec: {
      group: "cert-manager.io",
      names: { kind: "Certificate", plural: "certificates", singular: "certificate", shortNames: ["cert"] },
      scope: "Namespaced",
      versions: [
        { name: "v1", served: true, storage: true, schema: { openAPIV3Schema: { type: "object" } } },
      ],
    },
  });
  cluster.api.create(jobObject("migrate", podTemplate("migrate", [{ name: "work" }])));
  cluster.api.create(deploymentObject("web", podTemplate("web", [{}])));
  cluster.pass(10_000);
  return recorder.recording();
}

test("several kinds are shown together, in the order of the writes, with their kinds before the names", () => {
  const run = recording();
  const lines = printWatches(run, ["Job", "Deployment"]);
  expect(lines.map(({ t }) => t)).toEqual(lines.map(({ t }) => t).sort((a, b) => a - b));
  const heads = lines.filter(({ line }) => line.startsWith("NAME")).map(({ line }) => line.split(/ +/)[1]);
  expect(heads).toEqual(["STATUS", "READY"]);
  const names = new Set(lines.map(({ line }) => line.split(" ")[0]));
  expect(names).toEqual(new Set(["NAME", "job.batch/migrate", "deployment.apps/web"]));
  expect(lines).toHaveLength(printWatch(run, "Job").length + printWatch(run, "Deployment").length);
});

test("a watch of one kind is what the recorder has printed, and wide is the same with more columns", () => {
  const run = recording();
  expect(printWatch(run, "Pod")).toEqual(run.watch.pods);
  const wide = printWatches(run, ["Pod"], { wide: true });
  expect(wide[0]?.line).toMatch(/^NAME .* AGE +IP +NODE +NOMINATED NODE +READINESS GATES$/);
  expect(wide).toHaveLength(run.watch.pods.length);
});

test("objects without namespace are shown, too", () => {
  expect(printWatches(recording(), ["Node"]).at(-1)?.line).toMatch(/^node-1 +Ready/);
});

test("events are told once each, sorted by their last time", () => {
  const lines = printEvents(recording());
  expect(lines[0]).toMatch(/^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE$/);
  const reasons = lines.slice(1).map((line) => line.split(/ {2,}/).slice(2, 4).join(" "));
  expect(reasons).toContain("Completed job/migrate");
  expect(reasons.indexOf("Completed job/migrate")).toBeGreaterThan(
    reasons.indexOf("SuccessfulCreate job/migrate"),
  );
});

test("resource types have all the names that kubectl takes", () => {
  const run = recording();
  expect(kindsNamed(["jobs", "deploy", "po", "statefulset.apps", "Jobs.batch"], run)).toEqual([
    "Job",
    "Deployment",
    "Pod",
    "StatefulSet",
  ]);
  expect(kindsNamed(["cert", "certificates.cert-manager.io"], run)).toEqual(["Certificate.cert-manager.io"]);
  expect(kindsNamed(["all"], run)).toContain("CronJob");
  expect(() => kindsNamed(["deploymnts"], run)).toThrow('"deploymnts" is no resource type');
});
