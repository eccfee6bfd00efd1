import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One run on a real cluster: a case and the Helm it was made with. */
export interface RecordedCase {
  readonly name: string;
  readonly scenario: string;
  readonly helmVersion: string;
  readonly namespace: string;
  readonly pods: readonly Row[];
  readonly steps: readonly Step[];
  readonly events: readonly string[];
  readonly left: readonly string[];
}

/** A line of `kubectl get pod -w`; `t` in seconds. */
export interface Row {
  readonly t: number;
  readonly line: string;
}

export interface Step {
  readonly command: string;
  readonly exitCode: number;
  readonly text: string;
}

interface RunFile {
  readonly helm: string;
  readonly namespace: string;
  readonly left?: readonly string[];
  readonly steps: readonly { cmd: string; rc?: number; stdout?: string; stderr?: string }[];
}

/** All runs below a folder, in the order of their names; `only` is a part of the name. */
export function recordedCases(root: string, only = ""): RecordedCase[] {
  return readdirSync(root)
    .sort()
    .filter((name) => name.includes(only))
    .flatMap((name) =>
      ["helm-v3", "helm-v4"]
        .filter((variant) => existsSync(join(root, name, variant, "run.json")))
        .map((variant) => readCase(join(root, name), name, variant)),
    );
}

function readCase(folder: string, name: string, variant: string): RecordedCase {
  const run = JSON.parse(readFileSync(join(folder, variant, "run.json"), "utf8")) as RunFile;
  const lines = (file: string): string[] => {
    const path = join(folder, variant, file);
    return existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean) : [];
  };
  return {
    name: `${name} ${variant}`,
    scenario: join(folder, "scenario.yaml"),
    helmVersion: /v?(\d+\.\d+\.\d+)/.exec(run.helm)?.[1] ?? "",
    namespace: run.namespace,
    pods: lines("pods.tsv").map((line) => {
      const tab = line.indexOf("\t");
      return { t: Number(line.slice(0, tab)), line: line.slice(tab + 1) };
    }),
    steps: run.steps
      .filter((step) => step.rc !== undefined)
      .map((step) => ({
        command: step.cmd,
        exitCode: step.rc ?? 0,
        text: `${step.stdout ?? ""}${step.stderr ?? ""}`,
      })),
    events: lines("events.tsv")
      .slice(1)
      .map((line) => {
        const [, , type, reason, object, , , message = '""'] = line.split("\t");
        return `${type} ${reason} ${object}: ${JSON.parse(message) as string}`;
      }),
    left: run.left ?? [],
  };
}
