import type { Pod } from "../../cluster/api/pod.ts";
import type { Process } from "../../sim/wait.ts";
import { compareStrings } from "../../util/compare-strings.ts";
import { failureText, HelmFailure } from "../helm-failure.ts";
import type { Release, ReleaseHook } from "../release.ts";
import type { Session } from "../session.ts";
import { isSelected, type TestFilter } from "./test-release.ts";

/**
 * Prints what the test pods wrote (pkg/action/release_testing.go, GetPodLogs). Every test hook is taken for a pod of its
 * name, Jobs too.
 * @throws HelmFailure `unable to get pod logs for …`
 */
export function* printTestLogs(session: Session, release: Release, filter: TestFilter): Process<void> {
  const hooks = release.hooks
    .flatMap((hook) => hook.events.filter((event) => event === "test").map(() => hook))
    .filter((hook) => isSelected(filter, hook))
    .toSorted((a, b) => a.weight - b.weight || compareStrings(a.name, b.name));
  const errors: string[] = [];
  for (const hook of hooks) {
    try {
      yield* printHookLogs(session, release, hook);
    } catch (error) {
      if (!session.rules.testLogsPerContainer) throw error;
      errors.push(failureText(error));
    }
  }
  if (errors.length > 0) throw new HelmFailure(errors.join("\n"));
}

function* printHookLogs(session: Session, release: Release, hook: ReleaseHook): Process<void> {
  const { api, output, logs, rules } = session;
  let pod: Pod;
  try {
    pod = yield* api.get<Pod>({ kind: "Pod", namespace: release.namespace, name: hook.name });
  } catch (error) {
    throw new HelmFailure(`unable to get pod logs for ${hook.name}: ${failureText(error)}`);
  }
  const init = pod.spec.initContainers ?? [];
  const containers = rules.testLogsPerContainer ? [...init, ...pod.spec.containers] : pod.spec.containers;
  if (!rules.testLogsPerContainer && containers.length > 1)
    throw new HelmFailure(`unable to get pod logs for ${hook.name}: ${chooseOne(pod)}`);
  for (const { name } of containers) {
    const text = yield* api.call(() => logs(pod, name));
    output.line(`POD LOGS: ${hook.name}${rules.testLogsPerContainer ? ` (${name})` : ""}`);
    output.line(text);
  }
}

/** What the server says to a request for the log of a pod that has several. */
function chooseOne(pod: Pod): string {
  const names = (containers: readonly { readonly name: string }[]): string =>
    `[${containers.map((each) => each.name).join(" ")}]`;
  const init = pod.spec.initContainers ?? [];
  const more = init.length === 0 ? "" : ` or one of the init containers: ${names(init)}`;
  return `a container name must be specified for pod ${pod.metadata.name}, choose one of: ${names(pod.spec.containers)}${more}`;
}
