import type { HelmRules } from "../profiles/helm-rules.ts";
import type { CommandSpec } from "./command-spec.ts";
import { type FlagSpec, flag } from "./flag-spec.ts";
import { installMistake } from "./install-mistake.ts";
import {
  applyFlags,
  chartFlags,
  dryRunFlag,
  failureFlags,
  outputFlag,
  recordFlags,
  renderFlags,
  timeoutFlag,
  valuesFlags,
  waitFlag,
  waitFlags,
} from "./shared-flags.ts";

/** What install and upgrade have in common. */
const releaseFlags = (rules: HelmRules): readonly FlagSpec[] => [
  ...chartFlags(rules),
  ...valuesFlags(rules),
  ...renderFlags(rules),
  ...recordFlags(rules),
  ...waitFlags(rules),
  ...failureFlags(rules),
];

export const installCommand: CommandSpec = {
  name: "install",
  aliases: [],
  operands: "[NAME] [CHART]",
  arity: { kind: "at-least", count: 1 },
  help: "install a chart",
  mistake: installMistake,
  flags: (rules) => [
    ...releaseFlags(rules),
    ...(rules.since(3, 12) ? applyFlags(rules, "bool") : []),
    timeoutFlag,
    outputFlag,
    dryRunFlag(rules),
    flag("generate-name", "bool", "make up a name", { shorthand: "g" }),
    flag("name-template", "string", "template of the name"),
    flag("replace", "bool", "use the name of an uninstalled or failed release again"),
  ],
};

export const upgradeCommand: CommandSpec = {
  name: "upgrade",
  aliases: [],
  operands: "[RELEASE] [CHART]",
  arity: { kind: "exactly", count: 2 },
  help: "upgrade a release",
  flags: (rules) => [
    ...releaseFlags(rules),
    ...applyFlags(rules, "auto"),
    timeoutFlag,
    outputFlag,
    dryRunFlag(rules),
    flag("install", "bool", "install if there is no such release", { shorthand: "i" }),
    flag("cleanup-on-fail", "bool", "delete what a failed upgrade created"),
    flag("history-max", "int", "how many revisions to keep; 0 keeps all", { default: "10" }),
    flag("reset-values", "bool", "start from the chart's values"),
    flag("reuse-values", "bool", "start from the last release's values"),
    ...(rules.since(3, 14)
      ? [
          flag(
            "reset-then-reuse-values",
            "bool",
            "start from the chart's values, then what was set last time",
          ),
        ]
      : []),
    ...(rules.major === 3
      ? [flag("recreate-pods", "bool", "restart pods", { deprecated: recreatePodsAdvice })]
      : []),
  ],
};

const recreatePodsAdvice =
  "functionality will no longer be updated. Consult the documentation for other methods to recreate pods";

export const rollbackCommand: CommandSpec = {
  name: "rollback",
  aliases: [],
  operands: "<RELEASE> [REVISION]",
  arity: { kind: "at-least", count: 1 },
  help: "roll a release back to an earlier revision",
  flags: (rules) => [
    ...waitFlags(rules),
    ...applyFlags(rules, "auto"),
    timeoutFlag,
    rules.major === 4 ? dryRunFlag(rules) : flag("dry-run", "bool", "change nothing"),
    flag("cleanup-on-fail", "bool", "delete what a failed rollback created"),
    flag("history-max", "int", "how many revisions to keep; 0 keeps all", { default: "10" }),
    flag("no-hooks", "bool", "run no hooks"),
    ...(rules.major === 3 ? [flag("recreate-pods", "bool", "restart pods")] : []),
  ],
};

export const uninstallCommand: CommandSpec = {
  name: "uninstall",
  aliases: ["del", "delete", "un"],
  operands: "RELEASE_NAME [...]",
  arity: { kind: "at-least", count: 1 },
  help: "uninstall a release",
  flags: (rules) => [
    flag("dry-run", "bool", "change nothing"),
    flag("no-hooks", "bool", "run no hooks"),
    ...(rules.since(3, 13) ? [flag("ignore-not-found", "bool", "a release that is not there is fine")] : []),
    flag("keep-history", "bool", "keep the release's records"),
    ...(rules.since(3, 7) ? [waitFlag(rules, "wait until everything is deleted")] : []),
    ...(rules.since(3, 12)
      ? [flag("cascade", "string", "background, orphan or foreground", { default: "background" })]
      : []),
    timeoutFlag,
    flag("description", "string", "description of the revision"),
  ],
};

export const testCommand: CommandSpec = {
  name: "test",
  aliases: [],
  operands: "[RELEASE]",
  arity: { kind: "exactly", count: 1 },
  help: "run the tests of a release",
  flags: (rules) => [
    timeoutFlag,
    flag("logs", "bool", "print the logs of test pods"),
    ...(rules.since(3, 8) ? [flag("filter", "strings", "name=TEST or !name=TEST")] : []),
    ...(rules.major === 3 && rules.since(3, 16) ? [flag("hide-notes", "bool", "leave the notes out")] : []),
  ],
};
