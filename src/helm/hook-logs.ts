import { controllerOf } from "../cluster/api/object.ts";
import type { Pod } from "../cluster/api/pod.ts";
import type { Process } from "../sim/wait.ts";
import { logLine } from "./output/log-line.ts";
import type { ReleaseHook } from "./release.ts";
import type { Session } from "./session.ts";

/**
 * Copies the logs of a hook's containers to standard error if its output policy names this occasion (pkg/action/hooks.go,
 * outputLogsByPolicy): those of a Job's pods or of a Pod; init containers do not count.
 */
export function* logHook(
  session: Session,
  hook: ReleaseHook,
  namespace: string,
  occasion: "hook-succeeded" | "hook-failed",
): Process<void> {
  if (!hook.outputLogPolicies.includes(occasion)) return;
  const { api, output, rules, logs } = session;
  const pods = yield* api.list<Pod>("Pod", hook.namespace ?? namespace);
  for (const pod of pods.filter((each) => belongsTo(each, hook)))
    for (const container of pod.spec.containers) {
      const text = yield* api.call(() => logs(pod, container.name));
      if (text === "") continue;
      if (rules.structuredLog) output.error(logLine("INFO", text.replace(/\n$/, "")));
      else output.stderr += text;
    }
}

function belongsTo(pod: Pod, hook: ReleaseHook): boolean {
  if (hook.kind === "Pod") return pod.metadata.name === hook.name;
  return (
    hook.kind === "Job" &&
    controllerOf(pod)?.kind === "Job" &&
    pod.metadata.labels?.["job-name"] === hook.name
  );
}
