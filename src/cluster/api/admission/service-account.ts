import { remembering } from "../../../util/remembering.ts";
import type { ApiServer } from "../api-server.ts";
import type { Pod, PodSpec } from "../pod.ts";
import { withDefaults } from "../with-defaults.ts";
import { forbiddenBy, nameBeforeDrawing } from "./forbidden.ts";

/**
 * The ServiceAccount plugin: a pod runs as `default` unless it says otherwise, and takes the account's pull secrets.
 * @throws ApiError Forbidden if the account is not there
 */
export function withServiceAccount(api: ApiServer, pod: Pod): Pod {
  const namespace = pod.metadata.namespace ?? "";
  const account = pod.spec.serviceAccountName ?? "default";
  const ref = { kind: "ServiceAccount", namespace, name: account };
  const stored = api.get(ref);
  // every namespace gets its default account, if a moment late
  if (stored === undefined && (account === "default" || !api.isAssumed(ref)))
    throw forbiddenBy(
      api,
      pod,
      `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`,
      nameBeforeDrawing(pod),
    );
  return { ...pod, spec: withAccount(pod.spec, account, stored?.["imagePullSecrets"]) };
}

const withAccount = remembering((spec: PodSpec, serviceAccountName: string, imagePullSecrets: unknown) =>
  withDefaults(spec, { serviceAccountName, imagePullSecrets }),
);
