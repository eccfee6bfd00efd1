import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../chart/rendered-chart.ts";
import { GoMap } from "../../gotemplate/value.ts";
import {
  bench,
  chartOf,
  configMap,
  deployment,
  endEverything,
  hook,
  job,
  type TestChart,
} from "../harness.test-support.ts";

const bothMajors = ["3.17.3", "4.1.4"];

/** A chart whose ConfigMap `c` holds what `--set v=…` says. */
const versioned: TestChart = {
  objects: (values) => [configMap("c", { v: String(values.get("v") ?? "1") })],
};

const dataOf = (b: ReturnType<typeof bench>, name: string): unknown =>
  b.cluster.api.get({ kind: "ConfigMap", namespace: "default", name })?.data;

describe.each(bothMajors)("helm upgrade of Helm %s", (version) => {
  const four = version.startsWith("4");
  const warning = (error: string): string =>
    four ? `level=WARN msg="upgrade failed" name=demo error=${JSON.stringify(error)}\n` : "";

  it("changes objects, supersedes the old revision and says so", () => {
    const b = bench(version, { "./c": versioned });
    b.helm("install demo ./c");
    b.records();
    const { stdout } = b.helm("upgrade demo ./c --set v=2");
    expect(stdout.startsWith('Release "demo" has been upgraded. Happy Helming!\nNAME: demo\n')).toBe(true);
    expect(stdout).toContain("REVISION: 2\n");
    expect(dataOf(b, "c")).toEqual({ v: "2" });
    expect(b.records()).toEqual(["demo.v2 pending-upgrade", "demo.v1 superseded", "demo.v2 deployed"]);
  });

  it("writes nothing that has not changed", () => {
    const b = bench(version, { "./c": versioned });
    b.helm("install demo ./c");
    b.writes();
    b.helm("upgrade demo ./c");
    expect(b.writes()).toEqual([]);
  });

  it("deletes what is gone from the chart last, in the order of the old manifest", () => {
    const b = bench(version, {
      "./old": chartOf(configMap("b"), configMap("a"), deployment("d"), configMap("stays")),
      "./new": chartOf(configMap("stays"), configMap("new")),
    });
    b.helm("install demo ./old");
    b.writes();
    b.helm("upgrade demo ./new");
    expect(b.writes()).toEqual([
      "ADDED ConfigMap/new",
      "DELETED ConfigMap/b",
      "DELETED ConfigMap/a",
      "DELETED Deployment/d",
    ]);
  });

  it("keeps a removed object whose live annotation says so, to the letter", () => {
    const policy = (name: string, value: string): JsonObject => ({
      ...configMap(name),
      metadata: { name, annotations: { "helm.sh/resource-policy": value } },
    });
    const b = bench(version, {
      "./old": chartOf(policy("kept", "keep"), policy("not", " Keep ")),
      "./new": chartOf(),
    });
    b.helm("install demo ./old");
    b.helm("upgrade demo ./new");
    expect(b.left()).toEqual(["ConfigMap/kept"]);
  });

  it("goes on after a refused change, and then deletes nothing", () => {
    const broken = (name: string, app: string): JsonObject => {
      const { spec, ...rest } = deployment(name);
      return { ...rest, spec: { ...(spec as JsonObject), selector: { matchLabels: { app } } } };
    };
    const b = bench(version, {
      "./old": chartOf(broken("a", "a"), broken("b", "b"), configMap("gone"), configMap("c", { v: "1" })),
      "./new": chartOf(broken("a", "x"), broken("b", "y"), configMap("c", { v: "2" })),
    });
    b.helm("install demo ./old");
    const { stderr } = b.helm("upgrade demo ./new");
    const immutable = (name: string, app: string): string =>
      `${four ? "" : `cannot patch "${name}" with kind Deployment: `}Deployment.apps "${name}" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"${app}"}}: field is immutable`;
    const text = `${immutable("a", "x")} && ${immutable("b", "y")}`;
    expect(stderr).toBe(`${warning(text)}Error: UPGRADE FAILED: ${text}\n`);
    expect(dataOf(b, "c")).toEqual({ v: "2" });
    expect(b.left()).toContain("ConfigMap/gone");
    expect(b.records().slice(-2)).toEqual(["demo.v1 deployed", "demo.v2 failed"]);
  });

  it("stops at an object that cannot be created", () => {
    const bad = { ...configMap("b"), metadata: { name: "b", namespace: "nowhere" } };
    const b = bench(version, {
      "./old": chartOf(configMap("z", { v: "1" })),
      "./new": chartOf(configMap("a"), bad, configMap("z", { v: "2" })),
    });
    b.helm("install demo ./old");
    const text = 'failed to create resource: namespaces "nowhere" not found';
    expect(b.helm("upgrade demo ./new --cleanup-on-fail").stderr).toBe(
      `${warning(text)}Error: UPGRADE FAILED: ${text}\n`,
    );
    expect(dataOf(b, "z")).toEqual({ v: "1" });
    expect(b.left()).toEqual(["ConfigMap/z"]);
  });

  it("leaves what it created without --cleanup-on-fail", () => {
    const b = bench(version, {
      "./old": chartOf(configMap("z")),
      "./new": chartOf(configMap("a"), { ...configMap("b"), metadata: { name: "b", namespace: "nowhere" } }),
    });
    b.helm("install demo ./old");
    b.helm("upgrade demo ./new");
    expect(b.left()).toEqual(["ConfigMap/z", "ConfigMap/a"]);
  });

  it("is refused while another operation is pending", () => {
    const b = bench(version, { "./c": versioned });
    b.helm("install demo ./c");
    const ref = { kind: "Secret", namespace: "default", name: "sh.helm.release.v1.demo.v1" };
    const secret = b.cluster.api.require(ref);
    const data = secret.data as { release: string };
    b.cluster.api.update(ref, (each) => ({
      ...each,
      data: {
        release: btoa(atob(data.release).replace('"status":"deployed"', '"status":"pending-upgrade"')),
      },
    }));
    expect(b.helm("upgrade demo ./c").stderr).toBe(
      "Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress\n",
    );
  });

  it("is refused without a release, or installs one with --install", () => {
    const b = bench(version, { "./c": versioned });
    expect(b.helm("upgrade demo ./c").stderr).toBe(
      'Error: UPGRADE FAILED: "demo" has no deployed releases\n',
    );
    const { stdout } = b.helm("upgrade --install demo ./c");
    expect(stdout.startsWith('Release "demo" does not exist. Installing it now.\nNAME: demo\n')).toBe(true);
    expect(b.helm("upgrade --install demo ./c").stdout).toContain("REVISION: 2\n");
  });

  it("installs over an uninstalled release as its next revision", () => {
    const b = bench(version, { "./c": versioned });
    b.helm("install demo ./c");
    b.helm("uninstall demo --keep-history");
    expect(b.helm("upgrade demo ./c").stderr).toBe(
      'Error: UPGRADE FAILED: "demo" has no deployed releases\n',
    );
    expect(b.helm("upgrade -i demo ./c").stdout).toContain("REVISION: 2\n");
  });

  it("starts from a failed release, which it supersedes", () => {
    const b = bench(version, { "./c": chartOf(hook(job("h"), "pre-install"), configMap("c")) });
    endEverything(b.cluster, 100, () => "failed");
    b.helm("install demo ./c");
    b.records();
    expect(b.helm("upgrade demo ./c").exitCode).toBe(0);
    expect(b.records()).toEqual(["demo.v2 pending-upgrade", "demo.v1 superseded", "demo.v2 deployed"]);
  });

  it.each([
    ["pre-upgrade", { v: "1" }],
    ["post-upgrade", { v: "2" }],
  ])("whose %s hook fails leaves the old revision deployed and the objects at %o", (event, data) => {
    const b = bench(version, {
      "./c": { objects: (values) => [...versioned.objects(values), hook(job("h"), event)] },
    });
    endEverything(b.cluster, 100, () => "failed");
    b.helm("install demo ./c");
    b.records();
    expect(b.helm("upgrade demo ./c --set v=2").stderr).toContain(
      `Error: UPGRADE FAILED: ${event} hooks failed: `,
    );
    expect(dataOf(b, "c")).toEqual(data);
    expect(b.helm("history demo").stdout).toMatch(/^1\s.*\tdeployed\s/m);
    expect(b.records().at(-1)).toBe("demo.v2 failed");
  });

  it("rolls back on failure if asked to, which makes one more revision", () => {
    const b = bench(version, {
      "./c": { objects: (values) => [...versioned.objects(values), hook(job("h"), "post-upgrade")] },
    });
    endEverything(b.cluster, 100, () => "failed");
    b.helm("install demo ./c");
    const flag = four ? "--rollback-on-failure" : "--atomic";
    const { stderr } = b.helm(`upgrade demo ./c --set v=2 ${flag}`);
    expect(stderr).toContain(
      `Error: UPGRADE FAILED: release demo failed, and has been rolled back due to ${flag.slice(2)} being set: post-upgrade hooks failed: `,
    );
    expect(dataOf(b, "c")).toEqual({ v: "1" });
    expect(b.helm("history demo").stdout).toMatch(/^3\s.*\tdeployed\s.*Rollback to 1/m);
  });

  it("keeps as many revisions as --history-max says, the deployed one among them", () => {
    const b = bench(version, { "./c": versioned });
    b.helm("install demo ./c");
    for (let i = 2; i < 6; i++) b.helm(`upgrade demo ./c --set v=${i} --history-max 3`);
    const revisions = b
      .helm("history demo")
      .stdout.split("\n")
      .map((line) => line.split(/\s/, 1)[0]);
    expect(revisions).toEqual(["REVISION", "3", "4", "5", ""]);
  });

  it("starts from the values that the flags say", () => {
    const chart: TestChart = {
      objects: () => [configMap("c")],
      values: new GoMap([["fromChart", "x"]]),
    };
    const b = bench(version, { "./c": chart });
    const values = (): string => b.helm("get values demo").stdout;
    b.helm("install demo ./c --set a=1");
    b.helm("upgrade demo ./c");
    expect(values()).toBe('USER-SUPPLIED VALUES:\na: "1"\n');
    b.helm("upgrade demo ./c --reuse-values --set b=2");
    expect(values()).toBe('USER-SUPPLIED VALUES:\na: "1"\nb: "2"\n');
    b.helm("upgrade demo ./c --reset-then-reuse-values --set a=3");
    expect(values()).toBe('USER-SUPPLIED VALUES:\na: "3"\nb: "2"\n');
    b.helm("upgrade demo ./c --set c=4");
    expect(values()).toBe('USER-SUPPLIED VALUES:\nc: "4"\n');
    b.helm("upgrade demo ./c --reset-values");
    expect(values()).toBe("USER-SUPPLIED VALUES:\nnull\n");
    expect(b.helm("get values demo --all").stdout).toBe("COMPUTED VALUES:\nfromChart: x\n");
  });

  it("takes over only new objects that it may", () => {
    const b = bench(version, { "./old": chartOf(), "./new": chartOf(configMap("c")) });
    b.helm("install demo ./old");
    b.cluster.api.create({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" } });
    expect(b.helm("upgrade demo ./new").stderr).toContain(
      `Error: UPGRADE FAILED: ${four ? "u" : "U"}nable to continue with update: ConfigMap "c" in namespace "default" exists`,
    );
    expect(b.helm("upgrade demo ./new --take-ownership").exitCode).toBe(0);
  });

  it("shows and changes nothing in a dry run", () => {
    const b = bench(version, { "./c": versioned });
    b.helm("install demo ./c");
    b.records();
    expect(b.helm("upgrade demo ./c --set v=2 --dry-run=client").stdout).toContain(
      "STATUS: pending-upgrade\n",
    );
    expect(dataOf(b, "c")).toEqual({ v: "1" });
    expect(b.records()).toEqual([]);
  });
});

describe("the apply method", () => {
  it("goes on as it was: a release of Helm 3 is patched by the client", () => {
    const b = bench("3.17.3", { "./c": versioned });
    b.helm("install demo ./c");
    const four = bench("4.1.4", { "./c": versioned }, { cluster: b.cluster });
    expect(four.helm("get metadata demo").stdout).toContain("APPLY_METHOD: client-side apply (defaulted)\n");
    four.helm("upgrade demo ./c --set v=2");
    expect(four.helm("get metadata demo").stdout).toContain("APPLY_METHOD: client-side apply\n");
    four.helm("upgrade demo ./c --set v=3 --server-side=true");
    expect(four.helm("get metadata demo").stdout).toContain("APPLY_METHOD: server-side apply\n");
    expect(dataOf(four, "c")).toEqual({ v: "3" });
  });

  it.each([
    ["--force-replace", "invalid operation: cannot use server-side apply and force replace together"],
    [
      "--force-conflicts --server-side=false",
      "invalid client update option(s): forceConflicts enabled when serverSideApply disabled",
    ],
  ])("does not go with %s", (flags, text) => {
    const b = bench("4.1.4", { "./c": versioned });
    b.helm("install demo ./c");
    expect(b.helm(`upgrade demo ./c ${flags}`).stderr).toContain(`Error: UPGRADE FAILED: ${text}\n`);
  });

  it("--force of Helm 3 replaces objects", () => {
    const b = bench("3.17.3", { "./c": versioned });
    b.helm("install demo ./c");
    b.cluster.api.update({ kind: "ConfigMap", namespace: "default", name: "c" }, (each) => ({
      ...each,
      data: { v: "1", foreign: "x" },
    }));
    b.helm("upgrade demo ./c --set v=2 --force");
    expect(dataOf(b, "c")).toEqual({ v: "2" });
  });
});

describe("an object of wrong types", () => {
  const wrong = { ...configMap("c"), data: { v: 5 } };

  it.each([
    ["3.17.3", ""],
    ["4.1.4", " --server-side=false"],
  ])("is shown whole by a server that refuses the patch of Helm %s%s", (version, flag) => {
    const b = bench(version, { "./old": chartOf(configMap("c", { v: "1" })), "./new": chartOf(wrong) });
    b.helm("install demo ./old");
    const error = b.helm(`upgrade demo ./new${flag}`).stderr.trim().split("\n").at(-1) ?? "";
    expect(error.slice(0, error.indexOf("{"))).toBe(
      'Error: UPGRADE FAILED: cannot patch "c" with kind ConfigMap:  "" is invalid: patch: Invalid value: "',
    );
    expect(error.slice(error.lastIndexOf('": ') + 3)).toBe(
      "json: cannot unmarshal number into Go struct field ConfigMap.data of type string",
    );
  });
});

describe("an object that is there but not in the manifest before", () => {
  const setUp = (version: string): ReturnType<typeof bench> => {
    const kept: JsonObject = {
      ...configMap("c"),
      metadata: { name: "c", annotations: { "helm.sh/resource-policy": "keep" } },
    };
    const b = bench(version, { "./with": chartOf(kept), "./without": chartOf(configMap("other")) });
    b.helm("install demo ./with");
    b.helm("upgrade demo ./without");
    return b;
  };

  it.each([
    ["3.17.3", 'no ConfigMap with the name "c" found'],
    ["4.1.4", 'original object ConfigMap with the name "c" not found'],
  ])("makes a rollback of Helm %s fail: %s", (version, text) => {
    const b = setUp(version);
    const warning =
      version === "4.1.4" ? `level=WARN msg=${JSON.stringify(`Rollback "demo" failed: ${text}`)}\n` : "";
    expect(b.helm("rollback demo 1").stderr).toBe(`${warning}Error: ${text}\n`);
    expect(b.records().slice(-2)).toEqual(["demo.v2 superseded", "demo.v3 failed"]);
  });

  it.each(["4.0.5", "4.2.4"])("is taken as it is by Helm %s", (version) => {
    const { exitCode, stderr } = setUp(version).helm("rollback demo 1");
    expect(exitCode).toBe(0);
    expect(stderr).toContain("level=WARN");
  });
});
