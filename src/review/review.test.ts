import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { FlagValues } from "../helm/flags/flag-values.ts";
import { gitChange } from "../node/git-change.ts";
import { defaultScenario } from "../scenario/scenario.ts";
import { SeatrialError } from "../util/errors.ts";
import { TestRepository } from "./repository.test-support.ts";
import { type ReviewOptions, review } from "./review.ts";
import type { ReviewResult } from "./review-result.ts";

const repositories: TestRepository[] = [];
afterAll(() => {
  for (const repository of repositories) repository.remove();
});

const configMap = (name: string, data = "a: b") => `apiVersion: v1
kind: ConfigMap
metadata: { name: ${name} }
data: { ${data} }
`;

const chartYaml = (name: string, more = "") => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;

/** A repository with two charts, the second of which has the first as a subchart. */
function repository(): TestRepository {
  const made = new TestRepository()
    .write("charts/one/Chart.yaml", chartYaml("one"))
    .write("charts/one/templates/map.yaml", configMap("one"))
    .write("charts/two/Chart.yaml", chartYaml("two"))
    .write("charts/two/values.yaml", "color: red\n")
    .write("charts/two/templates/map.yaml", configMap("two", 'color: "{{ .Values.color }}"'))
    .write("charts/two/charts/sub/Chart.yaml", chartYaml("sub"))
    .write("charts/two/charts/sub/templates/map.yaml", configMap("sub"))
    .write("prod.yaml", "color: blue\n")
    .commit();
  repositories.push(made);
  return made;
}

const reviewOf = (of: TestRepository, more: Partial<ReviewOptions> = {}): Promise<ReviewResult> =>
  review({
    directory: of.root,
    base: "main",
    head: undefined,
    scenario: defaultScenario,
    baseHelmVersion: undefined,
    namespace: "default",
    flags: new FlagValues(new Map()),
    uses: [],
    dependencies: [],
    ...more,
  });

const outline = ({ subjects }: ReviewResult) =>
  subjects.map(({ kind, path, change, verdict }) => `${kind} ${path} ${change}: ${verdict}`);

describe("what is reviewed", () => {
  test("is nothing where nothing of a chart changed", async () => {
    const result = await reviewOf(repository().write("README.md", "hello\n"));
    expect(result).toMatchObject({
      verdict: "safe",
      subjects: [],
      head: { ref: "the working tree", commit: "" },
    });
  });

  test("is the chart of a changed subchart, with what is not committed and not even added", async () => {
    const changed = repository().write("charts/two/charts/sub/templates/new.yaml", configMap("new"));
    const result = await reviewOf(changed);
    expect(outline(result)).toEqual(["chart charts/two changed: safe"]);
    expect(result.subjects[0]?.files).toEqual(["charts/two/charts/sub/templates/new.yaml"]);
  });

  test("is with a ref as head what is committed there, from where it left the base on", async () => {
    const made = repository();
    made.git("checkout", "--quiet", "-b", "change");
    made.write("charts/one/templates/map.yaml", configMap("one", "a: c")).commit();
    made.git("checkout", "--quiet", "main");
    made.write("charts/two/values.yaml", "color: green\n").commit();
    const result = await reviewOf(made, { head: "change" });
    expect(outline(result)).toEqual(["chart charts/one changed: safe"]);
    expect(result.head.commit).toMatch(/^[0-9a-f]{40}$/);
  });

  test("is a chart that is new, and one that is gone", async () => {
    const made = repository().write("charts/three/Chart.yaml", chartYaml("three"));
    made.write("charts/three/templates/map.yaml", configMap("three"));
    made.git("rm", "-r", "--quiet", "charts/one");
    const result = await reviewOf(made);
    expect(outline(result)).toEqual([
      "chart charts/one deleted: look-here",
      "chart charts/three added: safe",
    ]);
    expect(result.subjects[1]?.cases[0]?.runs.every(({ before }) => before === undefined)).toBe(true);
  });

  test("is a chart that moved once, with the base's as it was where it was", async () => {
    const made = repository().write("charts/two/ci/small-values.yaml", "color: grey\n").commit();
    made.git("branch", "--force", "before");
    mkdirSync(join(made.root, "apps"));
    made.git("mv", "charts/two", "apps/two");
    made.write("apps/two/ci/small-values.yaml", "color: black\n");
    const result = await reviewOf(made, { base: "before" });
    expect(outline(result)).toEqual(["chart apps/two changed: safe"]);
    const [subject] = result.subjects;
    expect(subject).toMatchObject({ from: "charts/two", versions: { before: "1.0.0", after: "1.0.0" } });
    expect(subject?.files).toContain("charts/two/Chart.yaml");
    const upgrade = subject?.cases[0]?.runs.find(({ name }) => name === "upgrade");
    expect(upgrade?.before?.steps[0]?.command).toBe(
      "helm upgrade two charts/two --wait --values charts/two/ci/small-values.yaml",
    );
    expect(upgrade?.after?.steps[0]?.command).toBe(
      "helm upgrade two apps/two --wait --values apps/two/ci/small-values.yaml",
    );
    expect(upgrade?.effects.changed.map(({ name }) => name)).toEqual(["two"]);
  });

  test("is each chart that uses a changed values file or a changed chart beside it", async () => {
    const made = repository();
    const dependencies = "dependencies:\n  - name: two\n    version: 1.0.0\n    repository: file://../two\n";
    made.write("charts/three/Chart.yaml", chartYaml("three", dependencies)).commit();
    made.git("branch", "--force", "before");
    made.write("charts/two/values.yaml", "color: green\n").write("prod.yaml", "color: pink\n");
    const paths = async (uses: readonly string[]) =>
      (await reviewOf(made, { base: "before", uses })).subjects.map(
        ({ path, change }) => `${path} ${change}`,
      );
    expect((await paths([])).sort()).toEqual(["charts/three affected", "charts/two changed"]);
    expect((await paths(["prod.yaml"])).sort()).toEqual([
      "charts/one affected",
      "charts/three affected",
      "charts/two changed",
    ]);
  });

  test("is a chart once for each of its ci/*-values.yaml, and one of them can break alone", async () => {
    const made = repository()
      .write("charts/one/ci/good-values.yaml", "a: 1\n")
      .write("charts/one/ci/bad-values.yaml", "bad: true\n")
      .write(
        "charts/one/templates/map.yaml",
        `{{ if .Values.bad }}{{ fail "no" }}{{ end }}\n${configMap("one")}`,
      );
    const result = await reviewOf(made);
    expect(result.subjects[0]?.cases.map(({ values, verdict }) => [values, verdict])).toEqual([
      ["ci/bad-values.yaml", "breaks"],
      ["ci/good-values.yaml", "safe"],
    ]);
    expect(result.subjects[0]?.cases[0]?.reasons[0]).toMatchObject({
      text: "The chart can no longer be rendered.",
      place: { file: "charts/one/templates/map.yaml", line: 1 },
    });
  });

  test("leaves libraries out, which nobody installs", async () => {
    const made = repository().write("charts/lib/Chart.yaml", chartYaml("lib", "type: library\n"));
    expect((await reviewOf(made)).subjects).toEqual([]);
  });

  test("is every chart where Helm becomes another, and the chart of the whole repository", async () => {
    const made = new TestRepository()
      .write("Chart.yaml", chartYaml("root"))
      .write("templates/m.yaml", configMap("m"));
    repositories.push(made.commit());
    const result = await reviewOf(made, {
      scenario: { ...defaultScenario, helmVersion: "4.1.4" },
      baseHelmVersion: "3.17.3",
    });
    expect(outline(result)).toEqual(["chart . affected: look-here"]);
    expect(result.subjects[0]?.cases[0]?.reasons.map(({ text }) => text)).toEqual([
      "Helm 3.17.3 becomes Helm 4.1.4.",
    ]);
  });

  test("is in a folder below the root told from the root, and run from there", async () => {
    const made = repository().write("charts/two/values.yaml", "color: green\n");
    const result = await reviewOf(made, { directory: join(made.root, "charts") });
    expect(result.subjects[0]).toMatchObject({ path: "charts/two", files: ["charts/two/values.yaml"] });
    expect(result.subjects[0]?.cases[0]?.runs[0]?.after?.steps[0]?.command).toBe(
      "helm install two two --wait",
    );
  });
});

test("a scenario is run once for each combination of its matrix, whose values files count as used", async () => {
  const scenario = `steps: ["helm install one ../charts/one"]
matrix: { values: ["../envs/*.yaml"], set: [a=1, a=2] }
expect: ["ConfigMap/one is created"]
`;
  const made = repository()
    .write("scenarios/install.yaml", scenario)
    .write("envs/prod.yaml", "env: prod\n")
    .write("charts/one/templates/map.yaml", `{{ if ne .Values.env "broken" }}${configMap("one")}{{ end }}`)
    .commit();
  made.git("branch", "--force", "before");
  made.write("envs/test.yaml", "env: broken\n");
  const [subject] = (await reviewOf(made, { base: "before" })).subjects;
  expect(subject).toMatchObject({ path: "scenarios/install.yaml", change: "affected", verdict: "breaks" });
  expect(
    subject?.cases.map(({ values, verdict, runs }) => [values, verdict, runs[0]?.before !== undefined]),
  ).toEqual([
    ["test.yaml, a=1", "breaks", false],
    ["test.yaml, a=2", "breaks", false],
    ["prod.yaml, a=1", "safe", true],
    ["prod.yaml, a=2", "safe", true],
  ]);
});

describe("packed dependencies that git ignores", () => {
  const sub = (version: string, data: string) => ({
    "Chart.yaml": `apiVersion: v2\nname: sub\nversion: ${version}\n`,
    "templates/map.yaml": configMap("sub", data),
  });
  const dependsOn = (version: string, repository = "https://charts.example.org") =>
    chartYaml("web", `dependencies: [{ name: sub, version: "${version}", repository: "${repository}" }]\n`);

  /** A chart whose dependency is on the disk alone, in one version; the lock of what is committed names another. */
  const ignoring = (onDisk: string, locked: string): TestRepository => {
    const made = new TestRepository()
      .write(".gitignore", "*.tgz\n")
      .write("web/Chart.yaml", dependsOn("1.x"))
      .write("web/Chart.lock", `dependencies: [{ name: sub, version: ${locked} }]\n`)
      .write("web/templates/map.yaml", configMap("web"))
      .commit()
      .pack(`web/charts/sub-${onDisk}.tgz`, sub(onDisk, `version: "${onDisk}"`));
    repositories.push(made);
    return made.write("web/templates/map.yaml", configMap("web", "a: c"));
  };

  test("are those of the working tree, in the version that the commit's lock names", async () => {
    const [subject] = (await reviewOf(ignoring("1.2.0", "1.2.0"))).subjects;
    expect(subject?.verdict).toBe("safe");
    expect(subject?.notes).toEqual([
      "sub-1.2.0.tgz, which git does not have at main, is taken from web/charts.",
    ]);
    const upgrade = subject?.cases[0]?.runs.find(({ name }) => name === "upgrade");
    expect(upgrade?.effects).toMatchObject({ created: [], deleted: [], changed: [{ name: "web" }] });
  });

  test("in another version are fetched by the user, who is told so", async () => {
    const made = ignoring("1.3.0", "1.2.0");
    const [subject] = (await reviewOf(made)).subjects;
    expect(subject?.cases[0]?.reasons).toMatchObject([
      {
        verdict: "look-here",
        text: "The chart cannot be rendered without the change, so the two cannot be compared.",
        detail: [
          "web depends on sub 1.2.0, which git does not have at main. The working tree has sub 1.3.0.",
        ],
        advice: expect.stringContaining("helm dependency build"),
      },
    ]);
    const elsewhere = new TestRepository().pack("sub-1.2.0.tgz", sub("1.2.0", 'version: "1.2.0"'));
    repositories.push(elsewhere);
    const [again] = (await reviewOf(made, { dependencies: [elsewhere.root] })).subjects;
    const upgrade = again?.cases[0]?.runs.find(({ name }) => name === "upgrade");
    expect(upgrade?.effects.changed.map(({ name }) => name).sort()).toEqual(["sub", "web"]);
  });

  test("of charts beside it are these as the commit has them", async () => {
    const made = new TestRepository()
      .write(".gitignore", "*.tgz\n")
      .write("web/Chart.yaml", dependsOn("1.x", "file://../sub"))
      .write("sub/Chart.yaml", sub("1.2.0", "")["Chart.yaml"])
      .write("sub/templates/map.yaml", configMap("sub", "a: old"))
      .commit();
    repositories.push(made);
    made.write("sub/templates/map.yaml", configMap("sub", "a: new"));
    made.pack("web/charts/sub-1.2.0.tgz", sub("1.2.0", "a: new"));
    const web = (await reviewOf(made)).subjects.find(({ path }) => path === "web");
    const upgrade = web?.cases[0]?.runs.find(({ name }) => name === "upgrade");
    expect(upgrade?.effects.changed.map(({ name }) => name)).toEqual(["sub"]);
    expect(web?.notes).toEqual([]);
  });
});

test("a chart that could not be rendered before is said to be so, and its fresh install is tried", async () => {
  const made = repository().write("charts/one/templates/bad.yaml", "{{ fail .Values }}").commit();
  made.git("branch", "--force", "before");
  made.git("rm", "--quiet", "charts/one/templates/bad.yaml");
  const [subject] = (await reviewOf(made, { base: "before" })).subjects;
  expect(subject?.cases[0]?.reasons.map(({ text }) => text)).toEqual([
    "The chart cannot be rendered without the change, so the two cannot be compared.",
  ]);
  expect(subject?.cases[0]?.runs[0]?.after?.steps[0]?.exitCode).toBe(0);
});

describe("what cannot be reviewed is said with a way out", () => {
  const failure = (action: () => unknown): { readonly code: string; readonly text: string } => {
    try {
      action();
    } catch (error) {
      if (error instanceof SeatrialError)
        return { code: error.code, text: `${error.message} ${error.hint ?? ""}` };
      throw error;
    }
    throw new Error("it did not fail");
  };

  test("no repository", () => {
    const folder = mkdtempSync(join(tmpdir(), "seatrial-none-"));
    expect(failure(() => gitChange(folder, "main", undefined)).code).toBe("git-repository");
    rmSync(folder, { recursive: true });
  });

  test("a ref that is not there, and no commit at all", () => {
    const made = repository();
    expect(failure(() => gitChange(made.root, "mian", undefined))).toEqual({
      code: "git-ref",
      text: `The repository ${made.root} has no ref "mian". git branch --all lists what there is.`,
    });
    expect(failure(() => gitChange(made.root, "main", "--output=x")).code).toBe("git-ref");
    const empty = new TestRepository();
    repositories.push(empty);
    expect(failure(() => gitChange(empty.root, "main", undefined)).code).toBe("git-ref");
  });

  test("a shallow clone that lacks the base, or the history up to it: what to fetch", () => {
    const made = repository();
    made.git("checkout", "--quiet", "-b", "change");
    for (const i of [1, 2, 3]) made.write("charts/one/values.yaml", `a: ${i}\n`).commit();
    made.git("checkout", "--quiet", "main");
    made.write("README.md", "later\n").commit();
    const clone = new TestRepository();
    repositories.push(clone);
    clone.git("remote", "add", "origin", `file://${made.root}`);
    clone.git("fetch", "--quiet", "--depth=1", "origin", "change");
    clone.git("checkout", "--quiet", "FETCH_HEAD");
    const lacking = failure(() => gitChange(clone.root, "origin/main", undefined));
    expect(lacking.code).toBe("git-ref");
    expect(lacking.text).toContain(
      "This clone is shallow. Fetch the ref with its history: git fetch --unshallow origin main",
    );
    clone.git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main");
    const shallow = failure(() => gitChange(clone.root, "origin/main", undefined));
    expect(shallow.code).toBe("git-shallow");
    expect(shallow.text).toContain("git fetch --unshallow");
    clone.git("fetch", "--quiet", "--unshallow", "origin");
    expect(gitChange(clone.root, "origin/main", undefined).changed).toEqual(["charts/one/values.yaml"]);
  });

  test("branches that have nothing in common", () => {
    const made = repository();
    made.git("checkout", "--quiet", "--orphan", "other");
    made.write("README.md", "another story\n").commit();
    expect(failure(() => gitChange(made.root, "main", "other")).code).toBe("git-unrelated");
  });

  test("files with odd names", async () => {
    const made = repository();
    mkdirSync(join(made.root, "charts/one/files"));
    made.write("charts/one/files/ä \"b'\n.txt", "x");
    expect(outline(await reviewOf(made))).toEqual(["chart charts/one changed: safe"]);
  });
});
