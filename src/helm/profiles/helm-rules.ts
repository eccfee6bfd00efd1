import { atLeast, type HelmVersion, newestHelm, parseHelmVersion } from "../../chart/helm-version.ts";
import { Recent } from "../../util/recent.ts";

/**
 * What differs between Helm versions in what the client does and prints. Rendering has a table of its own
 * (chart/render-profile.ts). Behind each field: the version that changed it.
 */
export interface HelmRules {
  /** `4.1.4` */
  readonly version: string;
  readonly major: 3 | 4;

  /** Objects are created and updated by server-side apply, and `--server-side` exists (4.0.0). */
  readonly serverSideApply: boolean;
  /** `--wait` takes a strategy; without it hooks are awaited and nothing else is (4.0.0). */
  readonly waitStrategies: boolean;
  /** Deletions by a hook's policy wait until the object is gone (3.14.0). Helm 4 leaves that to the wait strategy. */
  readonly awaitsHookDeletions: boolean;
  /** `hook-succeeded` deletes the last hook first (3.16.3); before, the first one first. */
  readonly deletesSucceededHooksInReverse: boolean;
  /** When a hook fails, the earlier ones with `hook-succeeded` are deleted as well (3.19.0). */
  readonly deletesSucceededHooksOnFailure: boolean;
  /** An error of a `hook-failed` deletion hides the hook's own error (before 3.18.0). */
  readonly hookDeletionErrorWins: boolean;
  /** `helm.sh/hook-output-log-policy` is known (3.18.0). */
  readonly hookOutputLogs: boolean;
  /** Hook deletions of `helm test` come after `--logs` (4.0.5, 4.1.0). */
  readonly testDeletesAfterLogs: boolean;
  /** `helm test --logs` reads every container of a pod (4.2.0); before, the only one. */
  readonly testLogsPerContainer: boolean;

  /**
   * How the errors of concurrent calls become one text: the first one alone (before 3.12.0), as a list under
   * `N errors occurred:`, or one a line (4.0.0).
   */
  readonly joinedErrors: "first" | "multierror" | "lines";
  /** What a readiness wait says at its end (`timed out waiting for the condition` before 3.12.0). */
  readonly waitTimeoutText: string;
  /** How often in a row a readiness check may fail with an error before the wait gives up (3.15.0: 30). */
  readonly readinessRetries: number;
  /** A hook or resource that has failed for good ends the wait at once (4.1.1); before, Helm 4 sat until the timeout. */
  readonly failureEndsWait: boolean;
  /** How the status watcher words what is not ready: one line for each resource (4.1.1), or only at the timeout. */
  readonly watcherText: "detailed" | "short";
  /** What `--timeout 0` means for the status watcher, in milliseconds; undefined: no limit (before 4.1.0). */
  readonly watcherZeroTimeout: number | undefined;
  /** A wait for a deletion ends with an event alone; for what is gone before, it lasts the whole timeout (4.2.1 only). */
  readonly deletionWaitNeedsEvent: boolean;

  /** Objects that carry this release's metadata are adopted (3.2.0); before, any existing object was a conflict. */
  readonly adoptsObjects: boolean;
  /** What stands before an ownership error: nothing but `Unable to continue …` (3.13.0), a longer sentence before. */
  readonly ownershipPrefix: string;
  /** An update of an object that the previous manifest lacks uses the live one and warns (4.0.5, 4.2.0). */
  readonly adoptsUnknownOriginals: boolean;
  /** What an apply error of the server is wrapped in: `server-side apply failed for object …` (4.2.0). */
  readonly wrapsApplyErrors: boolean;
  /** `--take-ownership` of custom resources merges three ways, with the live object (3.18.0). */
  readonly threeWayAdoption: boolean;
  /** `uninstall --keep-history` also marks other `deployed` revisions `superseded` (3.19.5, 4.0.0). */
  readonly uninstallSupersedes: boolean;

  /** `DESCRIPTION:` and `RESOURCES:` are part of every status (4.0.0). */
  readonly statusDescribes: boolean;
  /** `helm get all` names the chart and its versions (3.15.0). */
  readonly getAllNamesChart: boolean;
  /** `helm list` shows every status and has no `-a` (4.0.0). */
  readonly listsAll: boolean;
  /** Messages are slog lines on standard error, and some failures are logged before they are told (4.0.0). */
  readonly structuredLog: boolean;

  /** From which version on a flag exists is asked with this. */
  since(major: number, minor: number, patch?: number): boolean;
}

/**
 * The rules of a version such as `3.17.3` or `v4.1.4`; the newest known one by default.
 * @throws SeatrialError for a text that is no version from 3.0.0 on
 */
export const helmRules = (version: string = newestHelm): HelmRules =>
  made.recall(version, () => rulesOf(version));

/** Few versions are asked for, but by each run and each command line. */
const made = new Recent<HelmRules>(64);

function rulesOf(version: string): HelmRules {
  const helm = parseHelmVersion(version);
  const four = helm.major >= 4;
  const since = (major: number, minor: number, patch = 0): boolean => atLeast(helm, major, minor, patch);
  return {
    version: `${helm.major}.${helm.minor}.${helm.patch}`,
    major: four ? 4 : 3,
    serverSideApply: four,
    waitStrategies: four,
    awaitsHookDeletions: since(3, 14),
    deletesSucceededHooksInReverse: since(3, 16, 3),
    deletesSucceededHooksOnFailure: since(3, 19),
    hookDeletionErrorWins: !since(3, 18),
    hookOutputLogs: since(3, 18),
    testDeletesAfterLogs: fixedIn4(helm, 5),
    testLogsPerContainer: since(4, 2),
    joinedErrors: four ? "lines" : since(3, 12) ? "multierror" : "first",
    waitTimeoutText: since(3, 12) ? "context deadline exceeded" : "timed out waiting for the condition",
    readinessRetries: since(3, 15) ? 30 : 0,
    failureEndsWait: since(4, 1, 1),
    watcherText: since(4, 1, 1) ? "detailed" : "short",
    watcherZeroTimeout: since(4, 1) ? 30_000 : undefined,
    deletionWaitNeedsEvent: since(4, 2, 1) && !since(4, 2, 2),
    adoptsObjects: since(3, 2),
    ownershipPrefix: ownershipPrefix(helm),
    adoptsUnknownOriginals: since(4, 2) || (helm.major === 4 && helm.minor === 0 && helm.patch >= 5),
    wrapsApplyErrors: since(4, 2),
    threeWayAdoption: since(3, 18),
    uninstallSupersedes: since(3, 19, 5),
    statusDescribes: four,
    getAllNamesChart: since(3, 15),
    listsAll: four,
    structuredLog: four,
    since,
  };
}

/** Fixed in 4.1.0 and in this patch of 4.0. */
const fixedIn4 = (helm: HelmVersion, patch: number): boolean =>
  atLeast(helm, 4, 1) || atLeast(helm, 4, 0, patch);

function ownershipPrefix(helm: HelmVersion): string {
  if (helm.major >= 4) return "unable to continue";
  if (atLeast(helm, 3, 13)) return "Unable to continue";
  return "rendered manifests contain a resource that already exists. Unable to continue";
}
