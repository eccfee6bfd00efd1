import { describe, expect, it } from "vitest";
import { bench, chartOf, configMap, endEverything, hook, job } from "./harness.test-support.ts";

describe.each(["3.17.3", "4.1.4"])("hooks of Helm %s", (version) => {
  it("run one after the other, each until it is complete", () => {
    const chart = chartOf(
      hook(job("b"), "pre-install", { weight: 1 }),
      hook(job("a"), "pre-install", { weight: 2 }),
      configMap("c"),
    );
    const b = bench(version, { "./c": chart });
    endEverything(b.cluster, 3000);
    const result = b.helm("install demo ./c");
    expect(result.stderr).toBe("");
    expect(result.exitCode).toBe(0);
    expect(b.writes()).toEqual([
      "ADDED Job/b",
      "MODIFIED Job/b",
      "ADDED Job/a",
      "MODIFIED Job/a",
      "ADDED ConfigMap/c",
    ]);
    expect(result.stdout).toContain("STATUS: deployed\nREVISION: 1\n");
  });
});
