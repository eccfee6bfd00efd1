import type { ClusterContext } from "../../cluster.ts";
import { startClaimController } from "./claim-controller.ts";
import { startClaimProtection } from "./claim-protection.ts";
import { startEphemeralClaims } from "./ephemeral-claims.ts";
import { Provisioners } from "./provisioner.ts";
import { startVolumeController } from "./volume-controller.ts";
import { VolumeIndex } from "./volume-index.ts";

/** Everything about claims and volumes but their use on nodes. */
export function startVolumeControllers(context: ClusterContext): void {
  const index = new VolumeIndex(context.api);
  const provisioners = new Provisioners(context);
  startEphemeralClaims(context);
  startClaimController(context, index, provisioners);
  startVolumeController(context, index, provisioners);
  startClaimProtection(context);
}
