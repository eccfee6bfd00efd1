import { type Container, isSidecar, type Pod } from "../../cluster/api/pod.ts";
import type { Guesses } from "./guesses.ts";
import type { StatedBehaviour } from "./stated-behaviour.ts";

/** What a kind of workload usually does, and the words for it. */
export function defaultBehaviour(
  container: Container,
  pod: Pod,
  guess: Guesses,
): { stated: StatedBehaviour; why: string } {
  const init = pod.spec.initContainers?.find(({ name }) => name === container.name);
  if (init !== undefined && isSidecar(init))
    return { stated: { run: "forever" }, why: "a sidecar runs forever" };
  if (init !== undefined) return { stated: { run: guess.initRun }, why: "an init container ends after 1 s" };
  if (pod.metadata.annotations?.["helm.sh/hook"] !== undefined)
    return { stated: { run: guess.run }, why: "a hook's pod ends after 5 s" };
  if (pod.spec.restartPolicy === "Never" || pod.spec.restartPolicy === "OnFailure")
    return { stated: { run: guess.run }, why: "a pod that is not restarted ends after 5 s" };
  return { stated: { run: "forever" }, why: "a pod that is restarted runs forever" };
}
