import type { KubeObject } from "../../cluster/api/object.ts";
import { qualifiedName } from "../../cluster/api/resources.ts";
import type { Process } from "../../sim/wait.ts";
import { type Command, filenameFlags, outputFlag, selectorFlag, silentFlags } from "../command.ts";
import { KubectlError } from "../kubectl-error.ts";
import { withTemplate } from "../pod-template.ts";
import { select } from "../resources/select.ts";
import { changeObjects } from "./change-objects.ts";

const annotation = "kubectl.kubernetes.io/restartedAt";
const restartable: ReadonlySet<string> = new Set(["Deployment", "DaemonSet", "StatefulSet"]);

export const resourceRequired = (): KubectlError => new KubectlError("required resource not specified");

/** kubectl/pkg/cmd/rollout/rollout_restart.go */
export const rolloutRestart: Command = {
  name: "rollout restart",
  flags: [...filenameFlags, outputFlag, selectorFlag, ...silentFlags],

  *run(session, flags, operands): Process<void> {
    const selection = yield* select(session, flags, operands, { listsAll: true, nothing: resourceRequired });
    const now = session.cluster.clock.timestamp();
    yield* changeObjects(session, flags, selection, {
      manager: { manager: "kubectl-rollout" },
      change({ resource, ref }, live) {
        const name = `${qualifiedName(resource)} ${JSON.stringify(ref.name)}`;
        if (!restartable.has(ref.kind)) throw new KubectlError(`${name} restarting is not supported`);
        if ((live.spec as { paused?: boolean } | undefined)?.paused === true)
          throw new KubectlError(`${name} can't restart paused deployment (run rollout resume first)`);
        const next = restarted(live, now);
        if (next === live)
          throw new KubectlError(
            `failed to create patch for ${ref.name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
          );
        return next;
      },
      outcome: () => "restarted",
    });
  },
};

const restarted = (live: KubeObject, now: string): KubeObject =>
  withTemplate(live, (template) => {
    const annotations = template.metadata?.annotations as Record<string, string> | undefined;
    if (annotations?.[annotation] === now) return template;
    return {
      ...template,
      metadata: { ...template.metadata, annotations: { ...annotations, [annotation]: now } },
    };
  });
