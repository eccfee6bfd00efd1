import { ApiError } from "../../cluster/api/api-error.ts";
import { type KubeObject, refOf } from "../../cluster/api/object.ts";
import type { Pod } from "../../cluster/api/pod.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import { type Process, sleep } from "../../sim/wait.ts";
import { formatDuration } from "../../util/duration.ts";
import { type Command, dryRunFlag, selectorFlag } from "../command.ts";
import { podsToLeave } from "../drain-filters.ts";
import { bareText } from "../error-text.ts";
import { evict } from "../eviction.ts";
import { KubectlError, ManyErrors, throwAll } from "../kubectl-error.ts";
import { byServerOrder } from "../list-order.ts";
import { dryRunMode, dryRunSuffix } from "../print-object.ts";
import { parseLabelSelector } from "../resources/label-requirements.ts";
import type { Found } from "../resources/select.ts";
import type { Session } from "../session.ts";
import { selectNodes, setSchedulable } from "./cordon.ts";

/** kubectl/pkg/cmd/drain/drain.go and pkg/drain */
export const drain: Command = {
  name: "drain",
  flags: [
    flag("chunk-size", "int", "Return large lists in chunks rather than all at once.", { default: "500" }),
    flag("delete-emptydir-data", "bool", "Continue even if there are pods using emptyDir."),
    flag("disable-eviction", "bool", "Force drain to use delete, even if eviction is supported."),
    flag("force", "bool", "Continue even if there are pods that do not declare a controller."),
    flag("grace-period", "int", "Period of time in seconds given to each pod to terminate gracefully.", {
      default: "-1",
    }),
    flag("ignore-daemonsets", "bool", "Ignore DaemonSet-managed pods."),
    flag("pod-selector", "string", "Label selector to filter pods on the node"),
    flag(
      "skip-wait-for-delete-timeout",
      "int",
      "Skip waiting for pods that have been in deletion for longer.",
    ),
    flag("timeout", "duration", "The length of time to wait before giving up, zero means infinite", {
      default: "0s",
    }),
    dryRunFlag,
    selectorFlag,
  ],

  *run(session, flags, operands): Process<void> {
    const { found, errors } = yield* selectNodes(session, flags, operands, "drain");
    throwAll(errors);
    for (const node of found) yield* setSchedulable(session, flags, node, true);
    const pending = new Set(found);
    const fatal: unknown[] = [];
    for (const node of found) {
      const problems = yield* drainNode(session, flags, node);
      if (problems.length === 0) {
        pending.delete(node);
        session.output.line(`node/${node.ref.name} drained${dryRunSuffix(flags)}`);
        continue;
      }
      fatal.push(...problems.map((problem) => new KubectlError(problem)));
      session.output.error(
        `error: unable to drain node ${JSON.stringify(node.ref.name)} due to error: ${joined(problems)}, continuing command...`,
      );
      session.output.error("There are pending nodes to be drained:");
      for (const { ref } of pending) session.output.error(` ${ref.name}`);
    }
    if (fatal.length > 0) throw new ManyErrors(fatal);
  },
};

const joined = (problems: readonly string[]): string =>
  problems.length === 1 ? (problems[0] ?? "") : `[${problems.join(", ")}]`;

/** Gives what went wrong. */
function* drainNode(session: Session, flags: FlagValues, node: Found): Process<readonly string[]> {
  const { api } = session.cluster;
  const plan = () => podsToLeave(api, podsOn(session, node.ref.name, flags.text("pod-selector")), flags);
  const { leaving, problems, warnings } = yield* session.api.call(plan);
  if (problems.length > 0) return problems;
  if (warnings.length > 0) session.output.error(`Warning: ${warnings.join("; ")}`);
  const { kernel } = session.cluster;
  const timeout = flags.duration("timeout");
  const deadline = timeout === 0 ? Number.POSITIVE_INFINITY : kernel.now + timeout;
  const results = yield* session.tasks.all(
    "kubectl drain",
    leaving.map((pod) => letGo(session, flags, pod, deadline)),
  );
  const failures = results.flatMap((result) => ("error" in result ? [failureText(result.error)] : []));
  if (failures.length === 0) return [];
  const left = (yield* session.api.call(plan)).leaving;
  if (left.length > 0) {
    session.output.error(
      `There are pending pods in node ${JSON.stringify(node.ref.name)} when an error occurred: ${joined(failures)}`,
    );
    for (const pod of left) session.output.error(`pod/${pod.metadata.name}`);
  }
  return failures;
}

const failureText = (error: unknown): string => (error instanceof ApiError ? error.message : bareText(error));

function podsOn(session: Session, node: string, selector: string): Pod[] {
  const wanted = parseLabelSelector(selector);
  return session.cluster.api
    .list<Pod>("Pod")
    .filter(({ spec, metadata }) => spec.nodeName === node && wanted(metadata.labels))
    .sort(byServerOrder);
}

/** Evicts one pod, again and again if its budget does not allow it yet, and waits until it is gone. */
function* letGo(session: Session, flags: FlagValues, pod: Pod, deadline: number): Process<void> {
  const { api, kernel } = session.cluster;
  const { name, namespace = "" } = pod.metadata;
  const shown = `pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)}`;
  const grace = flags.int("grace-period");
  const deletes = flags.bool("disable-eviction");
  for (;;) {
    session.output.line(
      `${deletes ? "deleting" : "evicting"} pod ${namespace}/${name}${dryRunSuffix(flags)}`,
    );
    if (kernel.now >= deadline) throw new KubectlError(timeoutText(shown, flags));
    if (dryRunMode(flags) !== "none") return;
    try {
      yield* session.api.call(() => {
        if (deletes) api.delete(refOf(pod), grace < 0 ? {} : { grace });
        else evict(api, pod, grace < 0 ? undefined : grace);
      });
      break;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.reason === "NotFound") return;
      if (error.reason !== "TooManyRequests")
        throw new KubectlError(`error when evicting ${shown}: ${error.message}`);
      session.output.error(`error when evicting ${shown} (will retry after 5s): ${error.message}`);
      yield* sleep(5000);
    }
  }
  while (yield* session.api.call(() => isThere(session, pod))) {
    if (kernel.now >= deadline)
      throw new KubectlError(
        `error when waiting for pod ${JSON.stringify(name)} in namespace ${JSON.stringify(namespace)} to terminate: global timeout reached: ${formatDuration(flags.duration("timeout"))}`,
      );
    yield* sleep(1000);
  }
  session.output.line(`pod/${name} ${deletes ? "deleted" : "evicted"}`);
}

const timeoutText = (shown: string, flags: FlagValues): string =>
  `error when evicting ${shown}: global timeout reached: ${formatDuration(flags.duration("timeout"))}`;

const isThere = (session: Session, pod: KubeObject): boolean =>
  session.cluster.api.get(refOf(pod))?.metadata.uid === pod.metadata.uid;
