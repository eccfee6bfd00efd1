import type { Container, PodSpec } from "../../cluster/api/pod.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { Process } from "../../sim/wait.ts";
import { type Command, changeFlags } from "../command.ts";
import { KubectlError } from "../kubectl-error.ts";
import { withPodSpec } from "../pod-template.ts";
import { select } from "../resources/select.ts";
import { changeObjects } from "./change-objects.ts";

/** kubectl/pkg/cmd/set/set_image.go */
export const setImage: Command = {
  name: "set image",
  flags: [
    flag("all", "bool", "Select all resources, in the namespace of the specified resource types."),
    ...changeFlags,
  ],

  *run(session, flags, operands): Process<void> {
    const objects = operands.filter((each) => !each.includes("="));
    const images = operands.filter((each) => each.includes("="));
    if (images.length === 0 && objects.length > 0 && !objects.slice(1).some((each) => !each.includes("/")))
      throw new KubectlError("at least one image update is required");
    const updates = images.map((pair) => {
      const at = pair.indexOf("=");
      return { container: pair.slice(0, at), image: pair.slice(at + 1) };
    });
    const selection = yield* select(session, flags, objects);
    yield* changeObjects(session, flags, selection, {
      manager: { manager: "kubectl-set" },
      change: (_found, live) => withPodSpec(live, (spec) => updates.reduce(updateImage, spec)),
      outcome: (_found, changed) => (changed ? "image updated" : undefined),
    });
  },
};

/** @throws KubectlError if no container has the name; `*` is all of them */
function updateImage(spec: PodSpec, { container, image }: { container: string; image: string }): PodSpec {
  const named = ({ name }: Container): boolean => container === "*" || name === container;
  const all = [...(spec.initContainers ?? []), ...spec.containers];
  if (!all.some(named)) throw new KubectlError(`unable to find container named ${JSON.stringify(container)}`);
  if (all.filter(named).every((each) => each.image === image)) return spec;
  const update = (containers: readonly Container[]): readonly Container[] =>
    containers.map((each) => (named(each) ? { ...each, image } : each));
  return {
    ...spec,
    containers: update(spec.containers),
    ...(spec.initContainers === undefined ? {} : { initContainers: update(spec.initContainers) }),
  };
}
