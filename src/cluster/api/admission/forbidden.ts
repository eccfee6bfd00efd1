import { ApiError } from "../api-error.ts";
import type { ApiServer } from "../api-server.ts";
import { type KubeObject, refOf } from "../object.ts";

/** A refusal by an admission plugin: `pods "web-" is forbidden: REASON`. `name`: what the plugin knows of the name. */
export const forbiddenBy = (
  api: ApiServer,
  object: KubeObject,
  reason: string,
  name = object.metadata.name,
): ApiError =>
  new ApiError("Forbidden", `${api.resources.nameOf(refOf(object).kind)} "${name}" is forbidden: ${reason}`);

/** The name that a plugin sees which comes before names are drawn: of a controller's pod the prefix alone. */
export const nameBeforeDrawing = ({ metadata }: KubeObject): string =>
  metadata.generateName !== undefined && metadata.name.startsWith(metadata.generateName)
    ? metadata.generateName
    : metadata.name;
