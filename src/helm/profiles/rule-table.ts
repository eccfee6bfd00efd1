import { type HelmRules, helmRules } from "./helm-rules.ts";

/** The rules that differ between versions; `version`, `major` and `since` are no rules. */
export type RuleName = Exclude<keyof HelmRules, "version" | "major" | "since">;

export interface RuleText {
  /** what it decides, a sentence */
  readonly what: string;
  /** where in Helm's source it is written */
  readonly source: string;
}

/** What each rule is, in the order in which a release meets them. */
export const ruleTable: Readonly<Record<RuleName, RuleText>> = {
  serverSideApply: {
    what: "Objects are created and updated by server-side apply; what exists already is updated and no error.",
    source: "pkg/kube/client.go",
  },
  adoptsObjects: {
    what: "Objects that carry the release's label and annotations are adopted.",
    source: "pkg/action/validate.go",
  },
  ownershipPrefix: { what: "How an ownership error begins.", source: "pkg/action/install.go" },
  threeWayAdoption: {
    what: "--take-ownership of custom resources merges with the live object.",
    source: "pkg/kube/client.go",
  },
  adoptsUnknownOriginals: {
    what: "An update of an object that the last manifest lacks uses the live one, and warns.",
    source: "pkg/kube/client.go",
  },
  wrapsApplyErrors: {
    what: "An apply error of the server names the object that it is about.",
    source: "pkg/kube/client.go",
  },
  waitStrategies: {
    what: "--wait takes a strategy (watcher, hookOnly, legacy); without it hooks are awaited and nothing else.",
    source: "pkg/cmd/flags.go, pkg/kube/statuswait.go",
  },
  failureEndsWait: {
    what: "What has failed for good ends the wait at once, and not at the timeout.",
    source: "pkg/kube/statuswait.go",
  },
  watcherText: { what: "How the watcher words what is not ready.", source: "pkg/kube/statuswait.go" },
  watcherZeroTimeout: {
    what: "What --timeout 0 means for the watcher, in milliseconds; none: no limit.",
    source: "pkg/kube/statuswait.go",
  },
  deletionWaitNeedsEvent: {
    what: "With --wait, a wait for the deletion of what is gone already lasts the whole timeout.",
    source: "pkg/kube/statuswait.go",
  },
  readinessRetries: {
    what: "How many checks in a row may fail with an error before the poll gives up.",
    source: "pkg/kube/wait.go",
  },
  waitTimeoutText: { what: "What the poll says when the time is up.", source: "pkg/kube/wait.go" },
  awaitsHookDeletions: {
    what: "Deletions by a hook's policy wait until the object is gone. (Helm 4 does so with --wait alone.)",
    source: "pkg/action/hooks.go",
  },
  deletesSucceededHooksInReverse: {
    what: "hook-succeeded deletes the last hook first.",
    source: "pkg/action/hooks.go",
  },
  deletesSucceededHooksOnFailure: {
    what: "When a hook fails, the earlier ones with hook-succeeded are deleted as well.",
    source: "pkg/action/hooks.go",
  },
  hookDeletionErrorWins: {
    what: "An error of a hook-failed deletion hides the hook's own error.",
    source: "pkg/action/hooks.go",
  },
  hookOutputLogs: {
    what: "The annotation helm.sh/hook-output-log-policy prints the logs of hooks.",
    source: "pkg/action/hooks.go",
  },
  testDeletesAfterLogs: {
    what: "helm test --logs reads the logs before the tests' policies delete the pods.",
    source: "pkg/cmd/release_testing.go",
  },
  testLogsPerContainer: {
    what: "helm test --logs reads every container of a pod, and not the only one.",
    source: "pkg/action/release_testing.go",
  },
  uninstallSupersedes: {
    what: "uninstall --keep-history marks other deployed revisions superseded.",
    source: "pkg/action/uninstall.go",
  },
  joinedErrors: {
    what: "How the errors of concurrent calls become one text.",
    source: "pkg/kube/client.go, pkg/action/hooks.go",
  },
  structuredLog: {
    what: "Messages are slog lines on standard error; some failures are logged before they are told.",
    source: "internal/logging/logging.go",
  },
  statusDescribes: {
    what: "DESCRIPTION and RESOURCES are part of every status.",
    source: "pkg/cmd/status.go",
  },
  getAllNamesChart: { what: "helm get all names the chart and its versions.", source: "pkg/cmd/get_all.go" },
  listsAll: { what: "helm list shows every status, and has no -a.", source: "pkg/cmd/list.go" },
};

export const ruleNames = Object.keys(ruleTable) as readonly RuleName[];

export type RuleValue = HelmRules[RuleName];

export interface RuleChange {
  /** the version from which on the value holds */
  readonly since: string;
  readonly value: RuleValue;
}

/** More than any minor version has had patches. */
const patches = 12;

/**
 * The values of a rule from 3.0.0 up to the newest version, each with the first version that has it. A fix that went
 * into an older line first shows as a change there and back.
 */
export function ruleChanges(rule: RuleName): RuleChange[] {
  const changes: RuleChange[] = [];
  for (const version of versions()) {
    const value = helmRules(version)[rule];
    if (changes.length === 0 || changes.at(-1)?.value !== value) changes.push({ since: version, value });
  }
  return changes;
}

/** The rules in which a version differs from another. */
export const differingRules = (one: HelmRules, other: HelmRules): readonly RuleName[] =>
  ruleNames.filter((rule) => one[rule] !== other[rule]);

/** Every version that there could be, from 3.0.0 on; the last of Helm 3 and the newest included. */
export function* versions(): Generator<string> {
  const [major = 4, minor = 0, patch = 0] = helmRules().version.split(".").map(Number);
  for (let three = 0; three <= lastMinorOf3; three++)
    for (let each = 0; each < patches; each++) yield `3.${three}.${each}`;
  for (let four = 0; four <= minor; four++)
    for (let each = 0; each < (four < minor ? patches : patch + 1); each++) yield `${major}.${four}.${each}`;
}

const lastMinorOf3 = 21;
