import type { Resource } from "../../cluster/api/resources.ts";
import { KubectlError } from "../kubectl-error.ts";
import type { ResourceMapper } from "./resource-mapper.ts";

/** A type and the names asked for; none for all objects of the type. */
export interface Target {
  readonly resource: Resource;
  readonly names: readonly string[];
}

/**
 * What operands such as `pods web-0 web-1`, `deploy,sts` or `deploy/web pod/db-0` name
 * (cli-runtime/pkg/resource/builder.go). Each pair of `type/name` is a target of its own.
 * @throws KubectlError
 */
export function parseOperands(operands: readonly string[], mapper: ResourceMapper): Target[] {
  if (operands.some((operand) => operand.includes("/")))
    return operands.map((operand) => parsePair(operand, mapper));
  const [types = "", ...names] = operands;
  return types
    .split(",")
    .filter((type) => type !== "")
    .flatMap((type) => mapper.expand(type))
    .map((resource) => ({ resource, names }));
}

function parsePair(operand: string, mapper: ResourceMapper): Target {
  const parts = operand.split("/");
  if (parts.length === 1)
    throw new KubectlError(
      "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
    );
  if (parts.length > 2)
    throw new KubectlError("arguments in resource/name form may not have more than one slash");
  const [type = "", name = ""] = parts;
  if (type === "" || name === "")
    throw new KubectlError("arguments in resource/name form must have a single resource and name");
  return { resource: mapper.require(type), names: [name] };
}

/** What commands that need objects say when nothing names one. */
export const noObjectNamed = (): KubectlError =>
  new KubectlError(
    [
      "You must provide one or more resources by argument or filename.",
      "Example resource specifications include:",
      "   '-f rsrc.yaml'",
      "   '--filename=rsrc.json'",
      "   '<resource> <name>'",
      "   '<resource>'",
    ].join("\n"),
  );
