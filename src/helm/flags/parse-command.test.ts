import { describe, expect, it } from "vitest";
import { helmRules } from "../profiles/helm-rules.ts";
import { commands } from "./commands.ts";
import { FlagError } from "./flag-error.ts";
import { parseCommand } from "./parse-command.ts";
import { globalFlags } from "./shared-flags.ts";

const three = helmRules("3.17.3");
const four = helmRules("4.1.4");
const parse = (line: string, rules = four) => parseCommand(line.split(" "), rules);

describe("a command line", () => {
  it("has flags and operands in any order", () => {
    const { command, flags, operands } = parse(
      "-n ns install --set a=1,b=2 demo --timeout=90s ./chart -f x.yaml,y.yaml --set c=3 -gfz.yaml",
    );
    expect(command.name).toBe("install");
    expect(operands).toEqual(["demo", "./chart"]);
    expect(flags.text("namespace")).toBe("ns");
    expect(flags.duration("timeout")).toBe(90_000);
    expect(flags.all("set")).toEqual(["a=1,b=2", "c=3"]);
    expect(flags.all("values")).toEqual(["x.yaml", "y.yaml", "z.yaml"]);
    expect(flags.bool("generate-name")).toBe(true);
  });

  it("has defaults", () => {
    const { flags } = parse("upgrade demo ./chart");
    expect(flags.duration("timeout")).toBe(300_000);
    expect(flags.int("history-max")).toBe(10);
    expect(flags.text("server-side")).toBe("auto");
    expect(flags.text("wait")).toBe("hookOnly");
    expect(flags.changed("wait")).toBe(false);
    expect(parse("upgrade demo ./chart --wait").flags.text("wait")).toBe("watcher");
  });

  it("ends its flags at --", () => {
    expect(parse("rollback demo -- -1").operands).toEqual(["demo", "-1"]);
  });

  it("takes labels as pairs", () => {
    const { flags } = parse('install demo ./c --labels a=1,b=2 -l a=3,"c=4,5"');
    expect(Object.fromEntries(flags.pairs("labels"))).toEqual({ a: "3", b: "2", c: "4,5" });
  });

  it.each([
    ["ls", "list"],
    ["hist x", "history"],
    ["del x", "uninstall"],
    ["get values x", "get values"],
  ])("knows helm %s as %s", (line, name) => {
    expect(parse(line).command.name).toBe(name);
  });

  it("tells of deprecated flags", () => {
    expect(parse("install a ./c --atomic --force").notices).toEqual([
      "Flag --atomic has been deprecated, use --rollback-on-failure instead",
      "Flag --force has been deprecated, use --force-replace instead",
    ]);
    expect(parse("install a ./c --atomic --force", three).notices).toEqual([]);
  });
});

function mistake(line: string, rules = four): FlagError {
  try {
    parse(line, rules);
  } catch (error) {
    if (error instanceof FlagError) return error;
    throw error;
  }
  throw new Error(`helm ${line} is right`);
}

describe("a mistake", () => {
  it.each([
    ["install", '"helm install" requires at least 1 argument\n\nUsage:  helm install [NAME] [CHART] [flags]'],
    ["upgrade a", '"helm upgrade" requires 2 arguments\n\nUsage:  helm upgrade [RELEASE] [CHART] [flags]'],
    [
      "rollback",
      '"helm rollback" requires at least 1 argument\n\nUsage:  helm rollback <RELEASE> [REVISION] [flags]',
    ],
    [
      "uninstall",
      '"helm uninstall" requires at least 1 argument\n\nUsage:  helm uninstall RELEASE_NAME [...] [flags]',
    ],
    ["test a b", '"helm test" requires 1 argument\n\nUsage:  helm test [RELEASE] [flags]'],
    ["list x", '"helm list" accepts no arguments\n\nUsage:  helm list [flags]'],
    ["get values", '"helm get values" requires 1 argument\n\nUsage:  helm get values RELEASE_NAME [flags]'],
    ["install --foo x", "unknown flag: --foo"],
    ["install a ./c --=x", "bad flag syntax: --=x"],
    ["install a ./c -gz", "unknown shorthand flag: 'z' in -z"],
    ["list -a", "unknown shorthand flag: 'a' in -a"],
    ["install a ./c --timeout", "flag needs an argument: --timeout"],
    ["install a ./c -n", "flag needs an argument: 'n' in -n"],
    ["install a ./c --timeout x", 'invalid argument "x" for "--timeout" flag: time: invalid duration "x"'],
    [
      "install a ./c --timeout 5",
      'invalid argument "5" for "--timeout" flag: time: missing unit in duration "5"',
    ],
    [
      "install a ./c --timeout 5q",
      'invalid argument "5q" for "--timeout" flag: time: unknown unit "q" in duration "5q"',
    ],
    [
      "list --max x",
      'invalid argument "x" for "-m, --max" flag: strconv.ParseInt: parsing "x": invalid syntax',
    ],
    ["list -o x", 'invalid argument "x" for "-o, --output" flag: invalid format type'],
    ["install a ./c -l x", 'invalid argument "x" for "-l, --labels" flag: x must be formatted as key=value'],
    [
      "install a ./c --wait=x",
      'invalid argument "x" for "--wait" flag: invalid wait input "x". Valid inputs are watcher, hookOnly, and legacy',
    ],
    ["foo", 'unknown command "foo" for "helm"\nRun \'helm --help\' for usage.'],
    ["repo add a b", "helm repo cannot be simulated: it leaves clusters alone"],
    [
      "instal x",
      'unknown command "instal" for "helm"\n\nDid you mean this?\n\tinstall\n\nRun \'helm --help\' for usage.',
    ],
  ])("helm %s", (line, text) => {
    expect(mistake(line).message).toBe(text);
  });

  it.each([
    ["install --foo x", { place: 1, unknown: "foo" }],
    ["-n install upgrade a ./c --timeout 5", { place: 6 }],
    ["upgrade a ./c --timeout=5", { place: 3 }],
    ["--debug upgrade a ./c -n", { place: 4 }],
    ["get value x", { place: 1 }],
    ["upgrade a", {}],
  ])("in helm %s is told with its place", (line, about) => {
    expect(mistake(line).about).toMatchObject(about);
  });

  it("in a bool of Helm 3", () => {
    expect(mistake("install a ./c --wait=x", three).message).toBe(
      'invalid argument "x" for "--wait" flag: strconv.ParseBool: parsing "x": invalid syntax',
    );
  });
});

describe("the flags of a version", () => {
  const names = (command: string, version: string): ReadonlySet<string> => {
    const spec = commands.find((each) => each.name === command);
    return new Set(spec?.flags(helmRules(version)).map((each) => each.name));
  };

  it.each([
    ["install", "wait-for-jobs", "3.5.0"],
    ["uninstall", "wait", "3.7.0"],
    ["uninstall", "cascade", "3.12.0"],
    ["upgrade", "reset-then-reuse-values", "3.14.0"],
    ["install", "hide-secret", "3.15.0"],
    ["test", "hide-notes", "3.16.0"],
    ["install", "take-ownership", "3.17.0"],
    ["upgrade", "rollback-on-failure", "4.0.0"],
    ["install", "server-side", "4.0.0"],
  ])("helm %s --%s is there since %s", (command, flag, version) => {
    const [major = 0, minor = 0] = version.split(".").map(Number);
    const before = minor === 0 ? `${major - 1}.99.0` : `${major}.${minor - 1}.0`;
    expect(names(command, version).has(flag)).toBe(true);
    expect(names(command, before).has(flag)).toBe(false);
  });

  it("have one meaning each in every version", () => {
    for (const version of ["3.0.0", "3.10.0", "3.17.3", "3.21.4", "4.0.0", "4.1.4", "4.2.4"]) {
      const rules = helmRules(version);
      for (const { name, flags } of commands) {
        const all = [...flags(rules), ...globalFlags(rules)];
        const words = [
          ...all.map((each) => `--${each.name}`),
          ...all.flatMap(({ shorthand }) => shorthand ?? []),
        ];
        expect(new Set(words).size, `helm ${name} of ${version}`).toBe(words.length);
      }
    }
  });
});
