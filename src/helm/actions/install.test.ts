import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../chart/rendered-chart.ts";
import { Signal } from "../../sim/signal.ts";
import { bench, chartOf, configMap, deployment, endEverything, hook, job } from "../harness.test-support.ts";

const bothMajors = ["3.17.3", "4.1.4"];
const one = { "./c": chartOf(configMap("c")) };

describe.each(bothMajors)("helm install of Helm %s", (version) => {
  const four = version.startsWith("4");

  it("prints the release and stores it as a Secret", () => {
    const b = bench(version, one);
    expect(b.helm("install demo ./c")).toEqual({
      exitCode: 0,
      stdout: [
        "NAME: demo",
        "LAST DEPLOYED: Sun Nov 22 07:38:59 2026",
        "NAMESPACE: default",
        "STATUS: deployed",
        "REVISION: 1",
        ...(four ? ["DESCRIPTION: Install complete"] : []),
        "TEST SUITE: None",
        "",
      ].join("\n"),
      stderr: "",
    });
    const secret = b.cluster.api.get({
      kind: "Secret",
      namespace: "default",
      name: "sh.helm.release.v1.demo.v1",
    });
    expect(secret?.type).toBe("helm.sh/release.v1");
    expect(secret?.metadata.labels).toEqual({
      modifiedAt: "1795333139",
      name: "demo",
      owner: "helm",
      status: "deployed",
      version: "1",
    });
    expect(b.records()).toEqual(["demo.v1 pending-install", "demo.v1 deployed"]);
  });

  it("marks the chart's objects as the release's, but not the hooks", () => {
    const b = bench(version, { "./c": chartOf(configMap("c"), hook(configMap("h"), "pre-install")) });
    b.helm("install demo ./c");
    const metadataOf = (name: string) =>
      b.cluster.api.get({ kind: "ConfigMap", namespace: "default", name })?.metadata;
    expect(metadataOf("c")?.labels).toEqual({ "app.kubernetes.io/managed-by": "Helm" });
    expect(metadataOf("c")?.annotations).toEqual({
      "meta.helm.sh/release-name": "demo",
      "meta.helm.sh/release-namespace": "default",
    });
    expect(metadataOf("h")?.labels).toBeUndefined();
  });

  it("refuses a name that is in use", () => {
    const b = bench(version, one);
    b.helm("install demo ./c");
    const { exitCode, stderr } = b.helm("install demo ./c");
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      four
        ? 'level=ERROR msg="release name check failed" error="cannot reuse a name that is still in use"\nError: INSTALLATION FAILED: release name check failed: cannot reuse a name that is still in use\n'
        : "Error: INSTALLATION FAILED: cannot re-use a name that is still in use\n",
    );
  });

  it("takes a failed name again with --replace, as the next revision", () => {
    const b = bench(version, { "./bad": chartOf(hook(job("h"), "pre-install")), ...one });
    endEverything(b.cluster, 100, () => "failed");
    b.helm("install demo ./bad");
    expect(b.helm("install demo ./c --replace").stdout).toContain("REVISION: 2\n");
  });

  it("creates objects of one kind at the same time and kinds one after the other", () => {
    const b = bench(version, {
      "./c": chartOf(configMap("a"), configMap("b"), configMap("c"), deployment("d"), deployment("e")),
    });
    const times: [string, number][] = [];
    b.cluster.api.onWrite(({ type, object, time }) => {
      if (type === "ADDED" && object.kind !== "Secret") times.push([object.metadata.name, time]);
    });
    b.helm("install demo ./c");
    const at = Object.fromEntries(times);
    expect(at.a).toBe(at.b);
    expect(at.b).toBe(at.c);
    expect(at.d).toBe(at.e);
    expect(at.d).toBeGreaterThan(at.a ?? Number.NaN);
  });

  it("attempts every object although one is refused", () => {
    const b = bench(version, {
      "./c": chartOf(
        { ...configMap("a"), metadata: { name: "a", namespace: "nowhere" } },
        configMap("b"),
        deployment("d"),
      ),
    });
    const { stderr } = b.helm("install demo ./c");
    expect(b.left()).toEqual(["ConfigMap/b", "Deployment/d"]);
    expect(stderr).toBe(
      four
        ? 'Error: INSTALLATION FAILED: namespaces "nowhere" not found\n'
        : 'Error: INSTALLATION FAILED: 1 error occurred:\n\t* namespaces "nowhere" not found\n\n\n',
    );
    expect(b.records().at(-1)).toBe("demo.v1 failed");
  });

  it("refuses kinds that the server does not know, and stores nothing", () => {
    const b = bench(version, {
      "./c": chartOf({ apiVersion: "nope.io/v1", kind: "Nope", metadata: { name: "n1" } }),
    });
    expect(b.helm("install demo ./c").stderr).toBe(
      'Error: INSTALLATION FAILED: unable to build kubernetes objects from release manifest: resource mapping not found for name: "n1" namespace: "" from "": no matches for kind "Nope" in version "nope.io/v1"\nensure CRDs are installed first\n',
    );
    expect(b.records()).toEqual([]);
  });

  it("takes over an object that carries its metadata", () => {
    const b = bench(version, one);
    b.cluster.api.create({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: {
        name: "c",
        labels: { "app.kubernetes.io/managed-by": "Helm" },
        annotations: { "meta.helm.sh/release-name": "demo", "meta.helm.sh/release-namespace": "default" },
      },
    });
    expect(b.helm("install demo ./c")).toMatchObject({ exitCode: 0, stderr: "" });
    expect(b.left()).toEqual(["ConfigMap/c"]);
  });

  it("refuses an object of somebody else", () => {
    const b = bench(version, one);
    b.helm("install other ./c");
    expect(b.helm("install demo ./c").stderr).toBe(
      `Error: INSTALLATION FAILED: ${four ? "u" : "U"}nable to continue with install: ConfigMap "c" in namespace "default" exists and cannot be imported into the current release: invalid ownership metadata; annotation validation error: key "meta.helm.sh/release-name" must equal "demo": current value is "other"\n`,
    );
  });

  it("shows and changes nothing in a dry run", () => {
    const b = bench(version, {
      "./c": { ...chartOf(configMap("c"), hook(job("h"), "pre-install")), notes: "Hello\n" },
    });
    const { stdout } = b.helm("install demo ./c --dry-run=client");
    expect(b.left()).toEqual([]);
    expect(b.records()).toEqual([]);
    expect(stdout).toContain("STATUS: pending-install\n");
    expect(stdout).toContain("\nHOOKS:\n---\n# Source: t/templates/1.yaml\n");
    expect(stdout).toContain("\nMANIFEST:\n---\n# Source: t/templates/0.yaml\n");
    expect(stdout.endsWith("\n\nNOTES:\nHello\n")).toBe(true);
  });

  it("uninstalls again on failure if asked to", () => {
    const b = bench(version, { "./c": chartOf(deployment("d"), hook(job("bye"), "pre-delete")) });
    endEverything(b.cluster, 100);
    const flag = four ? "--rollback-on-failure" : "--atomic";
    const { stderr } = b.helm(`install demo ./c ${flag} --timeout 5s`);
    expect(stderr).toContain(
      `Error: INSTALLATION FAILED: release demo failed, and has been uninstalled due to ${flag.slice(2)} being set: `,
    );
    expect(b.left()).toEqual(["Job/bye"]);
    expect(b.records().at(-1)).toBe("demo.v1 gone");
  });

  it("makes the namespace if asked to", () => {
    const b = bench(version, one);
    expect(b.helm("install demo ./c -n new").stderr).toBe(
      'Error: INSTALLATION FAILED: create: failed to create: namespaces "new" not found\n',
    );
    expect(b.helm("install demo ./c -n new --create-namespace").exitCode).toBe(0);
    expect(
      b.cluster.api.get({ kind: "Namespace", namespace: "", name: "new" })?.metadata.labels,
    ).toMatchObject({
      name: "new",
    });
    expect(b.helm("install again ./c -n default --create-namespace").exitCode).toBe(0);
  });

  it("leaves the release pending when it is killed", () => {
    const b = bench(version, { "./c": chartOf(hook(job("h"), "pre-install")) });
    const signal = new Signal<"INT" | "KILL">("a signal");
    b.cluster.kernel.schedule(4000, () => signal.emit("KILL"));
    expect(b.helm("install demo ./c", { signal })).toEqual({ exitCode: 137, stdout: "", stderr: "" });
    expect(b.records().at(-1)).toBe("demo.v1 pending-install");
    expect(b.cluster.kernel.now).toBe(4000);
  });

  it("fails at once when it is interrupted", () => {
    const b = bench(version, { "./c": chartOf(hook(job("h"), "pre-install"), configMap("c")) });
    endEverything(b.cluster, 5000);
    const signal = new Signal<"INT" | "KILL">("a signal");
    b.cluster.kernel.schedule(4000, () => signal.emit("INT"));
    expect(b.helm("install demo ./c", { signal })).toEqual({
      exitCode: 1,
      stdout: "Release demo has been cancelled.\n",
      stderr: "Error: INSTALLATION FAILED: context canceled\n",
    });
    expect(b.records().at(-1)).toBe("demo.v1 failed");
    expect(b.left()).toEqual(["Job/h"]);
  });

  it("makes up a name", () => {
    const b = bench(version, { "./dir/my.chart": chartOf(configMap("c")) });
    expect(b.helm("install -g ./dir/my.chart").stdout).toContain("NAME: my-1795333139\n");
  });

  it.each([
    ["install ./c", "must either provide a name or specify --generate-name"],
    ["install demo ./nope", 'path "./nope" not found'],
    ["install -g demo ./c", "cannot set --generate-name and also specify a name"],
    ["install a ./c x y", "expected at most two arguments, unexpected arguments: x, y"],
  ])("helm %s: %s", (command, text) => {
    expect(bench(version, one).helm(command).stderr).toBe(`Error: INSTALLATION FAILED: ${text}\n`);
  });
});

describe("objects without names", () => {
  const charts = {
    "./c": chartOf({ apiVersion: "v1", kind: "ConfigMap", metadata: { generateName: "x-" } }),
  };

  it("are refused before anything is stored by Helm 3", () => {
    const b = bench("3.17.3", charts);
    expect(b.helm("install demo ./c").stderr).toBe(
      'Error: INSTALLATION FAILED: Unable to continue with install: could not get information about the resource ConfigMap "" in namespace "default": resource name may not be empty\n',
    );
    expect(b.records()).toEqual([]);
  });

  it("are refused by server-side apply only, and created by client-side apply", () => {
    const b = bench("4.1.4", charts);
    expect(b.helm("install demo ./c").stderr).toContain("resource name may not be empty");
    expect(b.records().at(-1)).toBe("demo.v1 failed");
    expect(b.helm("install two ./c --server-side=false").exitCode).toBe(0);
    expect(b.left()).toHaveLength(1);
  });
});

describe("a container with one variable twice", () => {
  const { spec, ...rest } = deployment("d");
  const env = [
    { name: "A", value: "1" },
    { name: "A", value: "2" },
  ];
  const chart = chartOf({
    ...rest,
    spec: { ...(spec as JsonObject), template: { spec: { containers: [{ name: "c", image: "i", env }] } } },
  });
  const refused =
    'failed to create typed patch object (default/d; apps/v1, Kind=Deployment): .spec.template.spec.containers[name="c"].env: duplicate entries for key [name="A"]';

  it.each([
    ["3.17.3", "", ""],
    ["4.1.4", "", `Error: INSTALLATION FAILED: ${refused}\n`],
    ["4.1.4", " --server-side=false", ""],
    [
      "4.2.4",
      "",
      `Error: INSTALLATION FAILED: server-side apply failed for object default/d apps/v1, Kind=Deployment: ${refused}\n`,
    ],
  ])("Helm %s%s: %j", (version, flag, text) => {
    expect(bench(version, { "./c": chart }).helm(`install demo ./c${flag}`).stderr).toBe(text);
  });
});

describe("ownership errors through the versions", () => {
  it.each([
    [
      "3.1.0",
      "rendered manifests contain a resource that already exists. Unable to continue with install: existing resource conflict: namespace: default, name: c, existing_kind: /v1, Kind=ConfigMap, new_kind: /v1, Kind=ConfigMap",
    ],
    [
      "3.12.0",
      'rendered manifests contain a resource that already exists. Unable to continue with install: ConfigMap "c" in namespace "default" exists and cannot be imported',
    ],
    [
      "3.13.0",
      'Unable to continue with install: ConfigMap "c" in namespace "default" exists and cannot be imported',
    ],
  ])("Helm %s", (version, text) => {
    const b = bench(version, one);
    b.cluster.api.create({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" } });
    expect(b.helm("install demo ./c").stderr).toContain(`Error: INSTALLATION FAILED: ${text}`);
  });
});

describe("crds/", () => {
  const crd = (name: string): string =>
    `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ${name}\n  labels: {v: "1"}\nspec: {}\n`;
  const charts = { "./c": { ...chartOf(configMap("c")), crds: [crd("a.example.com")] } };
  const ref = { kind: "CustomResourceDefinition", namespace: "", name: "a.example.com" };
  const establishedAfter = (b: ReturnType<typeof bench>, delay: number): void =>
    b.cluster.api.onWrite(({ type, object }) => {
      if (type !== "ADDED" || object.kind !== ref.kind) return;
      b.cluster.kernel.schedule(delay, () =>
        b.cluster.api.updateStatus(ref, () => ({ conditions: [{ type: "Established", status: "True" }] })),
      );
    });

  it.each([
    ["3.17.3", "", 4000],
    ["4.1.4", "", 0],
    ["4.1.4", " --wait", 2500],
  ])("are awaited: Helm %s%s", (version, flag, wait) => {
    const b = bench(version, charts);
    establishedAfter(b, 2500);
    expect(b.helm(`install demo ./c${flag}`).exitCode).toBe(0);
    expect(b.cluster.kernel.now).toBeGreaterThan(wait);
    expect(b.cluster.kernel.now).toBeLessThan(wait + 1000);
  });

  it("that are there already are skipped by Helm 3 and changed by Helm 4", () => {
    for (const [version, changed] of [
      ["3.17.3", undefined],
      ["4.1.4", "1"],
    ] as const) {
      const b = bench(version, charts);
      b.cluster.api.create({
        apiVersion: "apiextensions.k8s.io/v1",
        kind: ref.kind,
        metadata: { name: ref.name },
        spec: {},
      });
      expect(b.helm("install demo ./c")).toMatchObject({ exitCode: 0, stderr: "" });
      expect(b.cluster.api.get(ref)?.metadata.labels?.v).toBe(changed);
    }
  });

  it("are left out if asked to, and never uninstalled", () => {
    const b = bench("3.17.3", charts);
    establishedAfter(b, 0);
    b.helm("install demo ./c --skip-crds");
    expect(b.left()).toEqual(["ConfigMap/c"]);
    b.helm("install two ./c --take-ownership");
    b.helm("uninstall two");
    expect(b.left()).toEqual(["CustomResourceDefinition/a.example.com"]);
  });
});
