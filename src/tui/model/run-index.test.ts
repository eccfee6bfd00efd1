import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { sampleRecording } from "../sample-run.test-support.ts";
import { filtered } from "./filtered.ts";
import { keyOf } from "./key-of.ts";
import { RunIndex } from "./run-index.ts";

let run: RunIndex;
beforeAll(async () => {
  run = new RunIndex(await sampleRecording("recorded/05-init-and-sidecar"));
});

/** Any moment, most of them at which something happens. */
const moments = () =>
  fc.oneof(
    fc.double({ min: -1, max: run.end + 1, noNaN: true }),
    fc.constantFrom(...run.recording.objects.map(({ t }) => t)),
  );

describe("looking at any moment", () => {
  test("finds what going through everything finds", () => {
    const { objects, watch, events } = run.recording;
    const keys = [...new Set(objects.map(keyOf))];
    expect(keys.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(moments(), fc.constantFrom(...keys), (t, key) => {
        const passed = objects.filter((write) => keyOf(write) === key && write.t <= t);
        const { now, before } = run.writesAt(key, t);
        expect([before, now]).toEqual([passed.at(-2), passed.at(-1)]);
        const list = filtered(run, "");
        expect(list.rowsUntil(t)).toBe(watch.pods.slice(1).filter((row) => row.t <= t).length);
        expect(events.filter((event) => event.t <= t).length).toBeLessThanOrEqual(list.logUntil(t));
        const pods = new Set(objects.filter((each) => each.kind === "Pod" && each.t <= t).map(keyOf));
        expect(list.podsUntil(t)).toBe(pods.size);
      }),
    );
  });

  test("tells the next stop and the last one", () => {
    const times = run.stopsOf("row");
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect(run.stopsOf("finding").length).toBeGreaterThan(0);
    const [pod = ""] = run.pods;
    expect(run.stopsOf("change", pod)).toHaveLength(new Set(run.writesOf(pod).map(({ t }) => t)).size);
  });

  test("knows whose pod a pod is", () => {
    const [pod = ""] = run.pods;
    expect(run.ownersOf(pod).at(-1)).toBe("Deployment/default/api");
    expect(run.behavioursOf(pod).map(({ container }) => container)).toContain("api");
  });
});

describe("filtering", () => {
  test("keeps what has the text, in upper or lower case, and its order", () => {
    const list = filtered(run, "REPORT");
    expect(list.pods).toEqual(run.pods.filter((key) => key.includes("report")));
    expect(list.rows.length).toBeGreaterThan(3);
    expect(list.rows.every(({ line }) => line.includes("report"))).toBe(true);
    expect(list.podsUntil(0)).toBe(0);
    expect(list.podsUntil(run.end)).toBe(list.pods.length);
  });

  test("goes by the workload too", () => {
    expect(filtered(run, "deployment/default/api").pods).toHaveLength(1);
  });
});

test("the log has events, what Helm does and what it prints, in order", () => {
  const log = filtered(run, "").log;
  expect(log[0]?.text).toBe("$ helm install demo ./chart --wait");
  expect(log.map(({ t }) => t)).toEqual(log.map(({ t }) => t).sort((a, b) => a - b));
  expect(log.some(({ text }) => text === "post-install hook Job/report (1 of 1) succeeded")).toBe(true);
  expect(log.some(({ sort, text }) => sort === "output" && text === "STATUS: deployed")).toBe(true);
});
