import { describe, expect, test } from "vitest";
import { renderProfile } from "./render-profile.ts";
import type { RenderedChart } from "./rendered-chart.ts";
import { sortManifests } from "./sort-manifests.ts";
import { templateOutput } from "./template-output.ts";

const document = (kind: string, name: string, annotations = ""): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${annotations === "" ? "" : `  annotations: { ${annotations} }\n`}`;

const hook = (kind: string, name: string, events: string, weight = 0): string =>
  document(kind, name, `helm.sh/hook: "${events}", helm.sh/hook-weight: "${weight}"`);

describe.each(["3.17.3", "4.1.4"])("the documents of a chart in Helm %s", (version) => {
  const profile = renderProfile(version);
  const sorted = (documents: readonly string[], log: string[] = []) =>
    sortManifests(
      new Map([["t/templates/all.yaml", documents.join("---\n")]]),
      profile,
      (line) => log.push(line),
      () => undefined,
    );

  test("with one unknown hook event are neither hooks nor manifests, whatever else they name", () => {
    const log: string[] = [];
    const { hooks, manifests, dropped } = sorted(
      [
        hook("Pod", "dropped", "post-install, pre-uninstall"),
        hook("Pod", "kept", "post-install"),
        document("Pod", "plain"),
      ],
      log,
    );
    expect(hooks.map(({ name }) => name)).toEqual(["kept"]);
    expect(manifests.map(({ name }) => name)).toEqual(["plain"]);
    expect(dropped.map(({ name }) => name)).toEqual(["dropped"]);
    expect(log).toEqual([expect.stringContaining("skipping unknown hook")]);
  });

  test("are printed as manifests first and then hooks, by kind and not by weight", () => {
    const { manifests, hooks, dropped } = sorted([
      hook("Job", "first", "pre-install", -5),
      hook("ConfigMap", "second", "pre-install", 5),
      hook("Secret", "third", "pre-install", 10),
      document("Service", "plain"),
    ]);
    const rendered = {
      ...{ manifests, hooks, dropped, notes: "", crds: [], warnings: [] },
      manifestText: manifests.map(({ path, content }) => `---\n# Source: ${path}\n${content}\n`).join(""),
    } satisfies Partial<RenderedChart> as unknown as RenderedChart;
    const text = templateOutput(rendered, { crds: false, hooks: true, tests: true, showOnly: [] }, profile);
    expect(text.match(/(?<= name: )\w+/g)).toEqual(["plain", "third", "second", "first"]);
  });

  test("that hold comments alone are manifests of no kind, right after the known kinds", () => {
    const { manifests } = sorted([
      "# nothing here\n",
      document("Widget", "own"),
      document("ConfigMap", "settings"),
    ]);
    expect(manifests.map(({ kind }) => kind)).toEqual(["ConfigMap", "", "Widget"]);
    expect(manifests[1]?.content).toBe("# nothing here");
  });
});
