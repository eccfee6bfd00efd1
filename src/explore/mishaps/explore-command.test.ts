import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { explorationMarkdown } from "../../report/exploration-markdown.ts";
import { explorationText } from "../../report/exploration-text.ts";
import { defaultScenario } from "../../scenario/scenario.ts";
import { parseStep } from "../../scenario/steps/parse-step.ts";
import type { HelmStep } from "../../scenario/steps/step.ts";
import type { Exploration } from "./exploration.ts";
import { exploreCommand } from "./explore-command.ts";
import type { Setting } from "./run-mishap.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const chart = "./chart --set hookSeconds=1";

const setting = (flags = "", before: readonly string[] = []): Setting => ({
  scenario: {
    ...defaultScenario,
    directory: `${root}scenarios/hook-weights`,
    nodes: defaultScenario.nodes.slice(0, 2),
  },
  namespace: "default",
  release: "demo",
  command: parseStep(
    `helm ${before.length === 0 ? "install" : "upgrade"} demo ${chart} ${flags}`,
    {},
  ) as HelmStep,
  retry: parseStep(`helm upgrade --install demo ${chart} ${flags}`, {}) as HelmStep,
  before: before.map((command) => parseStep(command, {}) as HelmStep),
});

const explore = (of: Setting, threads = 1, worker?: string): Promise<Exploration> =>
  exploreCommand(of, { threads, worker, onProgress: () => {}, onChartError: () => {} });

/** The end that something comes to. */
const endOf = ({ endings }: Exploration, subject: string, what: string) =>
  endings.find(({ cases }) =>
    cases.some((each) => each.subject.endsWith(subject) && each.what.startsWith(what)),
  );

describe("an installation without --wait", async () => {
  const exploration = await explore(setting());
  const { endings } = exploration;

  test("each container, image and node, and each phase of the client", () => {
    const subjects = new Set(
      endings.flatMap(({ cases }) => cases.map(({ about, subject }) => `${about} ${subject}`)),
    );
    expect([...subjects].sort()).toEqual([
      "client helm",
      "container Deployment/web: web",
      "container post-install hook Job/announce: work",
      "container pre-install hook Job/check-database: work",
      "container pre-install hook Job/load-fixtures: work",
      "container pre-install hook Job/migrate-schema: work",
      "image busybox:1.36",
      "image nginx:1.27",
      "node node-1",
      "node node-2",
    ]);
  });

  test("Helm killed in a hook leaves a release that no retry gets past", () => {
    expect(
      endOf(exploration, "helm", "is killed while the pre-install hook Job/migrate-schema"),
    ).toMatchObject({
      harm: "stuck",
      status: "pending-install",
      retryStatus: "pending-install",
      error: expect.stringContaining("another operation (install/upgrade/rollback) is in progress"),
      extra: ["Job/check-database", "Job/migrate-schema"],
    });
  });

  test("the retry after a failed hook is an upgrade, which skips what an installation does", () => {
    expect(endOf(exploration, "Job/migrate-schema: work", "fails always")).toMatchObject({
      harm: "broken",
      status: "failed",
      retryStatus: "deployed",
      skipped: ["Job/migrate-schema", "Job/load-fixtures", "Job/announce"],
    });
  });

  test("nobody waits for what crashes; what recovers is harmless", () => {
    expect(endOf(exploration, "Deployment/web: web", "crashes always")).toMatchObject({
      harm: "broken",
      status: "deployed",
      retryStatus: undefined,
      unwell: ["Deployment/web"],
    });
    expect(endOf(exploration, "Deployment/web: web", "crashes once")?.harm).toBe("harmless");
  });

  test("the worst comes first, and each thing comes to one end", () => {
    const ranks = endings.map(({ harm }) =>
      ["stuck", "broken", "failed", "slower", "harmless"].indexOf(harm),
    );
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    const cases = endings.flatMap((each) => each.cases.map(({ subject, what }) => `${subject} ${what}`));
    expect(new Set(cases).size).toBe(cases.length);
  });

  test("text and markdown tell every case; no line of the text is wider than a terminal", () => {
    const text = explorationText(exploration);
    const markdown = explorationMarkdown(exploration);
    for (const { subject, what } of endings.flatMap(({ cases }) => cases)) {
      expect(text.replaceAll(/\s+/g, " ")).toContain(`${subject} ${what}`);
      expect(markdown).toContain(`| ${subject} ${what} |`);
    }
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  const worker = `${root}dist/explore-worker.js`;
  test.skipIf(!existsSync(worker))("threads change nothing", async () => {
    expect(JSON.stringify(await explore(setting(), 2, worker))).toBe(JSON.stringify(exploration));
  });
});

test("with --wait Helm notices an image that is missing; once it is there, the retry does what is left", async () => {
  const exploration = await explore(setting("--wait --timeout 1m"));
  expect(endOf(exploration, "nginx:1.27", "is in no registry")).toMatchObject({
    status: "failed",
    retryStatus: "deployed",
    unwell: [],
    skipped: ["Job/announce"],
  });
});

test("an upgrade is explored from the release that is there", async () => {
  const exploration = await explore(setting("--set replicas=2", ["helm install demo ./chart"]));
  expect(exploration.failure).toBe("");
  const killed = exploration.endings.filter(({ cases }) =>
    cases.some(({ what }) => what.startsWith("is killed")),
  );
  expect(killed.map(({ status }) => status)).toContain("pending-upgrade");
});

test("a command that fails by itself is not explored", async () => {
  const exploration = await explore({
    ...setting(),
    command: parseStep("helm install demo ./none", {}) as HelmStep,
  });
  expect(exploration.failure).toContain('path "./none" not found');
  expect(exploration.endings).toEqual([]);
});
