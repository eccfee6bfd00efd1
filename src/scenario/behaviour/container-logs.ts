import type { Pod } from "../../cluster/api/pod.ts";
import { parseTimestamp, type WallClock } from "../../cluster/api/wall-clock.ts";
import { runCommandLine } from "../shell/run-command-line.ts";
import { containerEnvironment, expandReferences } from "./container-environment.ts";

/**
 * What a container's present or last run has written so far, as far as its command line tells: the words of plain
 * `echo`s. Nothing is known of what programs write.
 */
export function containerLogs(clock: WallClock): (pod: Pod, name: string) => string {
  return (pod, name) => {
    const container = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].find(
      (each) => each.name === name,
    );
    const statuses = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])];
    const { running, terminated } = statuses.find((each) => each.name === name)?.state ?? {};
    const started = running?.startedAt ?? terminated?.startedAt;
    if (container?.command === undefined || started === undefined) return "";
    const environment = containerEnvironment(container, pod);
    const argv = [...container.command, ...(container.args ?? [])].map((arg) =>
      expandReferences(arg, environment),
    );
    const elapsed =
      terminated === undefined ? clock.milliseconds - parseTimestamp(started) : Number.POSITIVE_INFINITY;
    const output = runCommandLine(argv, environment)?.output ?? [];
    return output
      .filter(({ time }) => time <= elapsed)
      .map(({ text }) => text)
      .join("");
  };
}
