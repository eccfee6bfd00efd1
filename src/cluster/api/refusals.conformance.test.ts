import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jobObject, podTemplate, testCluster } from "../testing/test-cluster.ts";
import type { Job } from "./workloads.ts";

const recordings = join(import.meta.dirname, "../../../../shared/recordings");

interface Run {
  readonly steps: readonly { readonly stderr?: string }[];
}

describe.skipIf(!existsSync(recordings))("refusals of a real API server", () => {
  it.each(["helm-v3", "helm-v4"])("name the whole template of an immutable Job (%s)", (variant) => {
    const text = readFileSync(join(recordings, "24-immutable-job", variant, "run.json"), "utf8");
    const run = JSON.parse(text) as Run;
    const errors = run.steps.map(({ stderr }) => stderr ?? "").join("\n");
    const real = /^Error: UPGRADE FAILED: .*?(Job\.batch "once" is invalid: .*: field is immutable)/m.exec(
      errors,
    )?.[1];
    expect(real).toBeDefined();

    const cluster = testCluster();
    const container = { name: "c", image: "acme/migrate:1.0.0", command: ["sh", "-c", "sleep 1"] };
    const job = cluster.api.create<Job>(
      jobObject("once", { ...podTemplate("", [container]), metadata: {} as never }),
    );
    const change = (old: Job): Job => ({
      ...old,
      spec: {
        ...old.spec,
        template: {
          ...old.spec.template,
          spec: { ...old.spec.template.spec, containers: [{ ...container, image: "acme/migrate:1.1.0" }] },
        },
      },
    });
    const uid = /"controller-uid":"([^"]*)"/.exec(real ?? "")?.[1] ?? "";
    expect(() => cluster.api.update({ kind: "Job", namespace: "default", name: "once" }, change)).toThrow(
      (real ?? "").replaceAll(uid, job.metadata.uid),
    );
  });
});
