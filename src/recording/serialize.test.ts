import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { deploymentObject, jobObject, podTemplate, testCluster } from "../cluster/testing/test-cluster.ts";
import { SeatrialError } from "../util/errors.ts";
import { BehaviourLog } from "./behaviour-log.ts";
import { deserializeRecording } from "./deserialize.ts";
import { Recorder } from "./recorder.ts";
import type { Recording } from "./recording.ts";
import { recordingJsonSchema } from "./recording-shape.ts";
import { serializeRecording } from "./serialize.ts";

function run(): Recording {
  const behaviours = new BehaviourLog();
  const { api, pass, context } = testCluster({
    containers: { main: { run: 2000 } },
    behaviours: (each) => behaviours.listen(each, () => 500),
  });
  const recorder = new Recorder(context, { helmVersion: "4.1.4", seed: 1, namespace: "default", behaviours });
  api.create(jobObject("good", podTemplate("good", [{}])));
  api.create(deploymentObject("web", podTemplate("web", [{}]), { replicas: 3 }));
  pass(8000);
  api.delete({ kind: "Deployment", namespace: "default", name: "web" });
  pass(8000);
  recorder.stepEnded({ command: "helm ls", start: 0, end: 100, exitCode: 0, stdout: "\u2713\n", stderr: "" });
  return recorder.recording();
}

describe("a recording as JSON", () => {
  const recording = run();
  const json = serializeRecording(recording);

  test("comes back as it was", () => {
    expect(recording.objects.length).toBeGreaterThan(30);
    expect(deserializeRecording(json, "run.json")).toEqual(recording);
  });

  test("tells how each container acts that was started", () => {
    expect(recording.behaviours.filter(({ workload }) => workload === "Job/good")).toMatchObject([
      { t: 0.5, container: "main", attempt: 1, run: 2, exitCode: 0, readyAfter: 0, liveUntil: null },
    ]);
  });

  test("of an earlier version has no behaviours", () => {
    const { behaviours: _, ...earlier } = JSON.parse(json);
    expect(deserializeRecording(JSON.stringify(earlier), "run.json").behaviours).toEqual([]);
  });

  test("is the same text when it is written again, whatever the order of keys", () => {
    const back = deserializeRecording(json, "run.json");
    expect(serializeRecording(back)).toBe(json);
    const turned = Object.fromEntries(Object.entries(back).reverse()) as unknown as Recording;
    expect(serializeRecording(turned)).toBe(json);
  });

  test("has its fields in the documented order, one entry on a line", () => {
    expect(Object.keys(JSON.parse(json))).toEqual(
      "format helmVersion kubernetesVersion seed startedAt namespace end steps watch events hooks phases behaviours objects findings left".split(
        " ",
      ),
    );
    const lines = json.split("\n");
    for (const { line } of recording.watch.pods)
      expect(lines.filter((each) => each.includes(JSON.stringify(line))).length).toBeGreaterThan(0);
  });

  test("is what the published schema says", () => {
    const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(recordingJsonSchema);
    expect(validate(JSON.parse(json)), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...JSON.parse(json), steps: [{}] })).toBe(false);
  });

  test("holds later writes as changes, far smaller than the objects", () => {
    const { objects } = JSON.parse(json) as { objects: Record<string, unknown>[] };
    const pod = objects.filter(({ kind, name }) => kind === "Pod" && String(name).startsWith("good"));
    expect(pod.map((write) => ("object" in write ? "object" : "changes"))).toEqual([
      "object",
      ...pod.slice(1).map(() => "changes"),
    ]);
    expect(Object.keys(pod[1] ?? {})).toEqual(["t", "type", "kind", "namespace", "name", "changes"]);
    expect(json.length).toBeLessThan(JSON.stringify(recording).length * 0.6);
  });

  test("an object with a null in it is written whole", () => {
    const [first] = recording.objects;
    if (first === undefined) throw new Error("nothing was written");
    const withNull = {
      ...first,
      type: "MODIFIED" as const,
      object: { ...first.object, spec: { nothing: null } },
    };
    const odd = { ...recording, objects: [first, withNull] };
    expect(deserializeRecording(serializeRecording(odd), "x").objects[1]?.object.spec).toEqual({
      nothing: null,
    });
  });
});

describe("what is no recording is refused with a hint", () => {
  const good = serializeRecording(run());
  test.each([
    ["no JSON", "recording-unreadable", "{"],
    ["a list", "not-a-recording", "[]"],
    ["something else", "not-a-recording", '{"kind":"Scenario"}'],
    ["another format", "not-a-recording", '{"format":"tape/1"}'],
    ["a newer format", "recording-format", '{"format":"seatrial-recording/2"}'],
    ["a missing field", "recording-damaged", '{"format":"seatrial-recording/1"}'],
    ["a field of another type", "recording-damaged", good.replace('"seed": 1', '"seed": "1"')],
    ["a time that no clock shows", "recording-damaged", good.replace(/"end": \d+/, '"end": 1e300')],
    ["a start that is no time", "recording-damaged", good.replace(/"startedAt": ".*"/, '"startedAt": "x"')],
    ["a Kubernetes that is not known", "recording-damaged", good.replace('"1.36"', '"9.9"')],
    ["an entry that is none", "recording-damaged", good.replace('"steps": [', '"steps": [null,')],
    [
      "a pod whose containers are no list",
      "recording-damaged",
      good.replace(/"containers":\[/, '"containers":1,"x":['),
    ],
    [
      "changes to an object that is not there",
      "recording-damaged",
      good.replace(/^.*"type":"ADDED","kind":"Pod".*\n/gm, ""),
    ],
  ])("%s", (_, code, json) => {
    const read = () => deserializeRecording(json, "run.json");
    expect(read).toThrow(SeatrialError);
    expect(read).toThrow(expect.objectContaining({ code, hint: expect.stringMatching(/\w/) }));
    expect(read).toThrow(/^run\.json is /);
  });
});
