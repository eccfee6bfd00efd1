import { describe, expect, it } from "vitest";
import { bench, chartOf, configMap, endEverything, hook, job, pod } from "../harness.test-support.ts";

const policy = "hook-succeeded";
const chart = {
  ...chartOf(
    configMap("c"),
    hook(pod("second"), "test", { weight: 2 }),
    hook(pod("first"), "test", { weight: 1, policy }),
    hook(job("third"), "test", { weight: 3 }),
  ),
  notes: "Hello",
};

describe.each(["3.17.3", "4.1.4"])("helm test of Helm %s", (version) => {
  const four = version.startsWith("4");
  const suite = (name: string, started: string, ended: string, phase: string): string =>
    `TEST SUITE:     ${name}\nLast Started:   Sun Nov 22 07:${started} 2026\nLast Completed: Sun Nov 22 07:${ended} 2026\nPhase:          ${phase}\n`;
  const installed = (verdict: (name: string) => "ok" | "failed" = () => "ok") => {
    const b = bench(version, { "./c": chart }, { logs: ({ metadata }) => `log of ${metadata.name}\n` });
    endEverything(b.cluster, 2000, verdict);
    b.helm("install demo ./c");
    b.records();
    return b;
  };

  it("runs the tests by weight and shows how they went in the stored order", () => {
    const b = installed();
    const { exitCode, stdout } = b.helm("test demo");
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      `NAME: demo\nLAST DEPLOYED: Sun Nov 22 07:38:59 2026\nNAMESPACE: default\nSTATUS: deployed\nREVISION: 1\n${
        four ? "DESCRIPTION: Install complete\n" : ""
      }${suite("second", "39:01", "39:03", "Succeeded")}${suite("first", "38:59", "39:01", "Succeeded")}${suite(
        "third",
        "39:03",
        "39:05",
        "Succeeded",
      )}${four ? "" : "NOTES:\nHello\n"}`,
    );
    expect(b.left()).toEqual(["ConfigMap/c", "Pod/second", "Job/third"]);
    expect(b.records().at(-1)).toBe("demo.v1 deployed");
  });

  it("stops at the first test that fails", () => {
    const b = installed((name) => (name === "second" ? "failed" : "ok"));
    const { exitCode, stdout, stderr } = b.helm("test demo");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("Phase:          Failed\n");
    expect(stdout).not.toContain("third");
    expect(stderr).toContain("pod second failed");
  });

  it("takes only the tests that the filter names, which come last from then on", () => {
    const b = installed();
    b.helm("test demo");
    const { stdout } = b.helm("test demo --filter name=second");
    expect([...stdout.matchAll(/TEST SUITE: {5}(\w+)/g)].map((match) => match[1])).toEqual([
      "first",
      "third",
      "second",
    ]);
    expect(b.helm("test demo --filter !name=second,!name=first").stdout).toContain("third");
  });

  it("prints the logs of tests, every test taken for a pod", () => {
    const b = installed((name) => (name === "third" ? "failed" : "ok"));
    const { stdout, stderr } = b.helm("test demo --logs");
    const missing = 'unable to get pod logs for third: pods "third" not found';
    expect(stdout).toContain(
      `${four ? "" : "NOTES:\nHello\n"}\nPOD LOGS: first\nlog of first\n\nPOD LOGS: second\nlog of second\n\n`,
    );
    expect(stderr).toBe(
      four
        ? `Error: resource Job/default/third not ready. status: Failed, message: Job Failed. failed: 1/1\n${missing}\n`
        : `Error: ${missing}\n`,
    );
  });

  it("needs a release", () => {
    expect(installed().helm("test ghost").stderr).toBe("Error: release: not found\n");
  });
});

describe("tests that are deleted when they succeed", () => {
  it.each([
    ["3.17.3", false],
    ["4.0.0", false],
    ["4.0.5", true],
    ["4.1.4", true],
  ])("Helm %s: their logs are still there: %s", (version, there) => {
    const b = bench(
      version,
      { "./c": chartOf(configMap("c"), hook(pod("p"), "test", { policy })) },
      { logs: () => "x\n" },
    );
    endEverything(b.cluster, 100);
    b.helm("install demo ./c");
    expect(b.helm("test demo --logs").stdout.includes("POD LOGS: p\nx\n")).toBe(there);
    expect(b.left()).toEqual(["ConfigMap/c"]);
  });
});

describe("hooks with an output log policy", () => {
  const logging = {
    ...hook(pod("p"), "pre-install"),
    metadata: {
      name: "p",
      annotations: { "helm.sh/hook": "pre-install", "helm.sh/hook-output-log-policy": "hook-succeeded" },
    },
  };

  it.each([
    ["3.17.3", ""],
    ["3.18.0", "done here\n"],
    ["4.1.4", 'level=INFO msg="done here"\n'],
  ])("Helm %s prints %j", (version, text) => {
    const b = bench(version, { "./c": chartOf(logging) }, { logs: () => "done here\n" });
    endEverything(b.cluster, 100);
    expect(b.helm("install demo ./c").stderr).toBe(text);
  });
});
