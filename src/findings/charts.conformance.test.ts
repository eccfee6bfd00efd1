import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nodeAdapters } from "../node/node-adapters.ts";
import { readScenario } from "../node/read-scenario.ts";
import type { Finding } from "../recording/finding.ts";
import { defaultScenario } from "../scenario/scenario.ts";
import { parseStep } from "../scenario/steps/parse-step.ts";
import { inspect } from "./inspect.ts";

const shared = "../shared";
const charts = `${shared}/charts`;
const present = existsSync(charts);

test.skipIf(present)("skipped: there are no charts beside this repository", () => {
  expect(present).toBe(false);
});

/** The findings of an installation of a packed chart. */
function findingsOf(packed: string, values: string, helmVersion: string): readonly Finding[] {
  const command = `helm install demo ${packed}${existsSync(values) ? ` -f ${values}` : ""}`;
  const scenario = { ...defaultScenario, helmVersion, steps: [parseStep(command, {})] };
  return inspect(scenario, nodeAdapters, { settle: true }).findings;
}

describe.skipIf(!present).each(["3.17.3", "4.1.4"])("with Helm %s", (helmVersion) => {
  const bugs: readonly (readonly [pair: string, rule: string, object: string])[] = [
    ["acryldata__datahub@49f4867", "hook-needs-later-object", "Job/demo-system-update"],
    ["cockroachdb__cockroachdb@89c03a8", "hook-left-blocks-next-run", "Job/demo-cockroachdb-self-signer"],
    [
      "community-charts__mlflow@33d1dac",
      "hook-object-only-on-install",
      "Secret/demo-mlflow-flask-server-secret-key",
    ],
    [
      "haproxytech__kubernetes-ingress@c9ae4d6",
      "hook-needs-later-object",
      "Job/demo-kubernetes-ingress-crdjob-1",
    ],
    ["jupyterhub__jupyterhub@351cd206", "hook-needs-later-object", "DaemonSet/hook-image-puller"],
    ["spiffe__spire@eeda0428", "hook-left-blocks-next-run", "Job/demo-server-post-install"],
  ];
  test.each(bugs)(
    "the bug of %s is named before its fix by %s, and not after",
    (pair, rule, object) => {
      const messagesOf = (version: string) =>
        findingsOf(
          `${charts}/bugs/packed/${pair}-${version}.tgz`,
          `${charts}/bugs/values/${pair}.yaml`,
          helmVersion,
        )
          .filter((finding) => finding.rule === rule)
          .map(({ message }) => message);
      expect(messagesOf("bug").join("\n")).toContain(object);
      expect(messagesOf("fixed")).toEqual([]);
    },
    60_000,
  );

  const causes: readonly (readonly [recording: string, rule: string])[] = [
    ["03-hook-fails", "hook-fails"],
    ["03-hook-fails", "hook-left-blocks-next-run"],
    ["07-missing-config", "hook-needs-later-object"],
    ["08-missing-secret-env", "hook-needs-later-object"],
    ["09-missing-serviceaccount", "hook-needs-later-object"],
    ["15-rollback-hooks", "image-cannot-be-pulled"],
    ["15-rollback-hooks", "rollback-keeps-migration"],
    ["17-wait-deadlock", "wait-deadlock"],
    ["18-job-limits", "job-fails"],
    ["18-job-limits", "job-ttl-during-wait"],
    ["20-unschedulable", "pod-never-scheduled"],
    ["21-hook-kinds", "hook-name-order"],
    ["24-immutable-job", "immutable-job"],
  ];
  test.each(causes)("the cause of recording %s is named: %s", async (recording, rule) => {
    const scenario = await readScenario(`${shared}/recordings/${recording}/scenario.yaml`);
    const { findings } = inspect({ ...scenario, helmVersion }, nodeAdapters);
    expect(findings.map((finding) => finding.rule)).toContain(rule);
  });

  const rows = present ? readFileSync(`${charts}/index.tsv`, "utf8").trim().split("\n").slice(1) : [];
  test("every chart goes through install, upgrade, rollback, test and uninstall without an internal error", () => {
    expect(rows.length).toBe(readdirSync(`${charts}/packed`).length);
    for (const [id = "", args = ""] of rows.map((row) => row.split("\t"))) {
      const values = `${charts}/values/${id}.yaml`;
      // a flag of helm template alone
      const flags = args.replace("--is-upgrade", "");
      const chart = `${charts}/packed/${id}.tgz${existsSync(values) ? ` -f ${values}` : ""} ${flags} -n demo`;
      const steps = [
        `helm install demo ${chart} --create-namespace`,
        ...[
          "sleep 40s",
          `helm upgrade demo ${chart}`,
          "sleep 20s",
          "helm rollback demo 1 -n demo",
          "sleep 20s",
        ],
        ...["helm test demo -n demo", "helm uninstall demo -n demo"],
      ].map((step) => parseStep(step, {}));
      const run = () =>
        inspect({ ...defaultScenario, helmVersion, steps }, nodeAdapters, { namespace: "demo" });
      expect(run, id).not.toThrow();
    }
  }, 1_200_000);
});
