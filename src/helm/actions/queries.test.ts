import { describe, expect, it } from "vitest";
import { bench, chartOf, configMap, deployment, endEverything, hook, job } from "../harness.test-support.ts";

const charts = {
  "./c": {
    ...chartOf(configMap("c"), hook(configMap("h"), "post-install")),
    notes: "Hello\n",
    metadata: { name: "shop", version: "1.2.0", appVersion: "7.1" },
  },
  "./bad": chartOf(hook(job("h"), "pre-install")),
};

describe.each(["3.17.3", "4.1.4"])("Helm %s", (version) => {
  const four = version.startsWith("4");
  const installed = (): ReturnType<typeof bench> => {
    const b = bench(version, charts);
    endEverything(b.cluster, 100, () => "failed");
    b.helm("install demo ./c --set a=b");
    return b;
  };

  it("shows a release's history", () => {
    const b = installed();
    expect(b.helm("history demo").stdout).toBe(
      "REVISION\tUPDATED                 \tSTATUS  \tCHART     \tAPP VERSION\tDESCRIPTION     \n" +
        "1       \tSun Nov 22 07:38:59 2026\tdeployed\tshop-1.2.0\t7.1        \tInstall complete\n",
    );
    b.helm("upgrade demo ./c");
    expect(b.helm("history demo --max 1").stdout).not.toMatch(/^1 /m);
    expect(JSON.parse(b.helm("history demo -o json").stdout)).toMatchObject([
      { revision: 1, status: "superseded", chart: "shop-1.2.0", app_version: "7.1" },
      { revision: 2, status: "deployed", description: "Upgrade complete" },
    ]);
    expect(b.helm("history ghost").stderr).toBe("Error: release: not found\n");
  });

  it("lists releases", () => {
    const b = installed();
    b.helm("install broken ./bad");
    b.helm("install gone ./c --take-ownership");
    b.helm("uninstall gone --keep-history");
    const names = (command: string): string[] =>
      b
        .helm(command)
        .stdout.split("\n")
        .filter((each) => each !== "");
    expect(names("list -q")).toEqual(four ? ["broken", "demo", "gone"] : ["broken", "demo"]);
    expect(names("list -q --uninstalled")).toEqual(["gone"]);
    expect(names("list -q --failed --deployed -r")).toEqual(["demo", "broken"]);
    expect(names("list -q --filter ^d")).toEqual(["demo"]);
    expect(names("list -q --max 1")).toEqual(["broken"]);
    expect(b.helm("list --filter demo").stdout).toMatch(
      /^NAME\tNAMESPACE\tREVISION\tUPDATED +\tSTATUS {2}\tCHART {5}\tAPP VERSION\ndemo\tdefault {2}\t1 {7}\t2026-11-22 07:38:59\.\d{1,3} \+0000 UTC\tdeployed\tshop-1\.2\.0\t7\.1 {8}\n$/,
    );
    expect(b.helm("list -a").exitCode).toBe(four ? 1 : 0);
    expect(b.helm("list -n other").stdout).toBe(
      "NAME\tNAMESPACE\tREVISION\tUPDATED\tSTATUS\tCHART\tAPP VERSION\n",
    );
    expect(b.helm("list -n other").exitCode).toBe(0);
  });

  it("lists the releases of a label", () => {
    const b = installed();
    b.helm("install other ./c --take-ownership --labels team=a,tier=1");
    expect(b.helm("list -q -l team=a").stdout).toBe("other\n");
    expect(b.helm("list -q -l team!=a").stdout).toBe("demo\n");
  });

  it("shows a release's parts", () => {
    const b = installed();
    expect(b.helm("get values demo").stdout).toBe("USER-SUPPLIED VALUES:\na: b\n");
    expect(b.helm("get values demo -o json").stdout).toBe('{"a":"b"}\n');
    expect(b.helm("get notes demo").stdout).toBe("NOTES:\nHello\n\n");
    expect(b.helm("get manifest demo").stdout).toMatch(/^---\n# Source: t\/templates\/0.yaml\n.*\n\n$/);
    expect(b.helm("get hooks demo").stdout).toMatch(/^---\n# Source: t\/templates\/1.yaml\n.*"h".*\n$/);
    const metadata = b.helm("get metadata demo").stdout;
    expect(metadata).toMatch(/^NAME: demo\nCHART: shop\nVERSION: 1.2.0\nAPP_VERSION: 7.1\nANNOTATIONS: \n/);
    expect(metadata.includes("APPLY_METHOD: server-side apply\n")).toBe(four);
    expect(metadata).toMatch(/^DEPLOYED_AT: 2026-11-22T07:38:59Z$/m);
    expect(JSON.parse(b.helm("get metadata demo -o json").stdout)).toMatchObject({
      deployedAt: "2026-11-22T07:38:59Z",
    });
    const all = b.helm("get all demo").stdout;
    expect(all).toContain("CHART: shop\nVERSION: 1.2.0\nAPP_VERSION: 7.1\n");
    expect(all).toContain("USER-SUPPLIED VALUES:\na: b\n\nCOMPUTED VALUES:\na: b\n\nHOOKS:\n");
  });

  it("shows an earlier revision", () => {
    const b = installed();
    b.helm("upgrade demo ./c --set a=c");
    expect(b.helm("get values demo --revision 1").stdout).toContain("a: b");
    expect(b.helm("get values demo --revision 9").stderr).toBe("Error: release: not found\n");
  });

  it("shows a release's status", () => {
    const printer = (
      objects: readonly { metadata: { name: string } }[],
      { headers }: { headers: boolean },
    ): string => `${headers ? "HEAD\n" : ""}${objects.map(({ metadata }) => `${metadata.name}\n`).join("")}`;
    const b = bench(
      version,
      { "./c": { ...chartOf(configMap("b"), configMap("c"), deployment("d")), notes: "Hi" } },
      { printer },
    );
    b.helm("install demo ./c");
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "d-1", labels: { app: "d" } },
      spec: { containers: [] },
    };
    b.cluster.api.create(pod);
    const flags = four ? "" : " --show-resources --show-desc";
    expect(b.helm(`status demo${flags}`).stdout).toContain(
      "REVISION: 1\nDESCRIPTION: Install complete\nRESOURCES:\n==> v1/ConfigMap\nHEAD\nb\nc\n\n==> v1/Deployment\nHEAD\nd\n\n==> v1/Pod(related)\nHEAD\nd-1\n\n\nTEST SUITE: None\nNOTES:\nHi\n",
    );
    expect(b.helm("status demo").stdout.includes("RESOURCES:")).toBe(four);
    const json = JSON.parse(b.helm("status demo -o json").stdout);
    expect(json).toMatchObject({
      name: "demo",
      info: { status: "deployed" },
      version: 1,
      namespace: "default",
    });
    expect(json).not.toHaveProperty("chart");
    expect(Object.keys(json.info.resources ?? {})).toEqual(
      four ? ["v1/ConfigMap", "v1/Deployment", "v1/Pod(related)"] : [],
    );
  });

  it("prints a new release as JSON, and nothing else", () => {
    const b = bench(version, charts);
    const json = JSON.parse(b.helm("upgrade -i demo ./c -o json").stdout);
    expect(Object.keys(json)).toEqual([
      ...["name", "info", "chart", "manifest", "hooks", "version", "namespace"],
      ...(four ? ["apply_method"] : []),
    ]);
    expect(json.hooks[0]).toMatchObject({ name: "h", kind: "ConfigMap", events: ["post-install"] });
  });
});
