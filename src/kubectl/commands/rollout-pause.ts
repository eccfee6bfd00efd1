import { qualifiedName, type Resource } from "../../cluster/api/resources.ts";
import type { Deployment } from "../../cluster/api/workloads.ts";
import { type Command, filenameFlags, outputFlag, selectorFlag, silentFlags } from "../command.ts";
import { KubectlError } from "../kubectl-error.ts";
import { select } from "../resources/select.ts";
import { changeObjects } from "./change-objects.ts";
import { resourceRequired } from "./rollout-restart.ts";

const pausing = (name: string, verb: string, done: string, paused: boolean, already: string): Command => ({
  name: `rollout ${name}`,
  flags: [...filenameFlags, outputFlag, selectorFlag, ...silentFlags],

  *run(session, flags, operands) {
    const selection = yield* select(session, flags, operands, { listsAll: true, nothing: resourceRequired });
    yield* changeObjects(session, flags, selection, {
      manager: { manager: "kubectl-rollout" },
      change({ resource, ref }, live) {
        const named = (text: string) => new KubectlError(`${quoted(resource, ref.name)} ${text}`);
        if (ref.kind !== "Deployment") throw named(`${verb} is not supported`);
        const { spec } = live as Deployment;
        if ((spec.paused ?? false) === paused) throw named(already);
        const { paused: _old, ...rest } = spec;
        return { ...live, spec: paused ? { ...rest, paused } : rest };
      },
      outcome: () => done,
    });
  },
});

const quoted = (resource: Resource, name: string): string =>
  `${qualifiedName(resource)} ${JSON.stringify(name)}`;

/** kubectl/pkg/cmd/rollout/rollout_pause.go and rollout_resume.go */
export const rolloutPause = pausing("pause", "pausing", "paused", true, "is already paused");
export const rolloutResume = pausing("resume", "resuming", "resumed", false, "is not paused");
