import type { ApiServer } from "../api-server.ts";
import type { Pod } from "../pod.ts";
import { forbiddenBy } from "./forbidden.ts";

/**
 * The RuntimeClass plugin (plugin/pkg/admission/runtimeclass/admission.go).
 * @throws ApiError Forbidden if the class is not there
 */
export function checkRuntimeClass(api: ApiServer, pod: Pod): void {
  const { runtimeClassName: name = "" } = pod.spec;
  if (name === "") return;
  const ref = { kind: "RuntimeClass", namespace: "", name };
  if (api.get(ref) === undefined && !api.isAssumed(ref))
    throw forbiddenBy(api, pod, `pod rejected: RuntimeClass "${name}" not found`);
}
