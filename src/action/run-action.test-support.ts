import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly branding: { readonly icon: string; readonly color: string };
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const readAction = (file: string): Action => parse(readFileSync(file, "utf8")) as Action;

export interface RunnerOptions {
  /** the folder of action.yml */
  readonly actionPath: string;
  readonly workspace: string;
  /** a folder for what the runner writes */
  readonly temp: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** the `github` context */
  readonly github: unknown;
  readonly env: Readonly<Record<string, string>>;
}

export interface ActionRun {
  /** of the step that failed, or 0 */
  readonly exitCode: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** what `uses:` got, by the action */
  readonly used: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Runs the steps of a composite action as a runner of GitHub does, as far as this action needs it. */
export async function runAction(action: Action, options: RunnerOptions): Promise<ActionRun> {
  const { actionPath, workspace, temp, github } = options;
  mkdirSync(temp, { recursive: true });
  const file = (name: string): string => join(temp, name);
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [
      name,
      options.inputs[name] ?? expand(input.default, { github }),
    ]),
  );
  const context = { inputs, github, steps: {} as Record<string, { outputs: Record<string, string> }> };
  const used: Record<string, Record<string, string>> = {};
  writeFileSync(file("summary"), "");
  let log = "";
  for (const step of action.runs.steps) {
    if (step.if !== undefined && !isTrue(evaluate(step.if, context))) continue;
    if (step.uses !== undefined) {
      used[step.uses] = expandAll(step.with ?? {}, context);
      continue;
    }
    writeFileSync(file("output"), "");
    const { code, output } = await bash(
      step.run ?? "",
      join(workspace, expand(step["working-directory"] ?? ".", context)),
      {
        ...options.env,
        ...expandAll(step.env ?? {}, context),
        GITHUB_ACTION_PATH: actionPath,
        GITHUB_OUTPUT: file("output"),
        GITHUB_STEP_SUMMARY: file("summary"),
        RUNNER_TEMP: temp,
      },
    );
    log += output;
    if (step.id !== undefined) context.steps[step.id] = { outputs: readOutputs(file("output")) };
    if (code !== 0) return result(code);
  }
  return result(0);

  function result(exitCode: number): ActionRun {
    const outputs = Object.fromEntries(
      Object.entries(action.outputs).map(([name, { value }]) => [name, expand(value, context)]),
    );
    return { exitCode, log, summary: readFileSync(file("summary"), "utf8"), outputs, used };
  }
}

function bash(
  script: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ code: number; output: string }> {
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd,
    env: { PATH: process.env["PATH"], ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

const readOutputs = (file: string): Record<string, string> =>
  Object.fromEntries(
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.includes("="))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );

const expandAll = (texts: Readonly<Record<string, string>>, context: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, expand(text, context)]));

const expand = (text: string, context: unknown): string =>
  String(text).replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) =>
    String(evaluate(expression, context) ?? ""),
  );

const isTrue = (value: unknown): boolean =>
  value !== "" && value !== undefined && value !== false && value !== 0;

/** An expression of `||`, `&&`, `==`, texts and names with points. */
function evaluate(expression: string, context: unknown): unknown {
  const parts = (operator: string): string[] => expression.split(operator).map((part) => part.trim());
  const [, ...alternatives] = parts("||");
  if (alternatives.length > 0) {
    const values = parts("||").map((part) => evaluate(part, context));
    return values.find(isTrue) ?? values.at(-1);
  }
  const [, ...more] = parts("&&");
  if (more.length > 0) {
    const values = parts("&&").map((part) => evaluate(part, context));
    return values.every(isTrue) && values.at(-1);
  }
  const [left = "", right] = parts("==");
  if (right !== undefined) return evaluate(left, context) === evaluate(right, context);
  if (/^'.*'$/.test(left)) return left.slice(1, -1);
  return left
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], context);
}
