import type { Process } from "../../sim/wait.ts";
import { failureText, HelmFailure } from "../helm-failure.ts";
import { joinErrors } from "../output/joined-errors.ts";
import type { ApplyMethod } from "../release.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";
import { createOne } from "./apply-one.ts";
import { performBatches } from "./perform.ts";

/**
 * Creates every resource; with server-side apply, one that exists already is changed instead, by force if asked to.
 * Gives the resources with the names that they have got.
 * @throws HelmFailure with every refusal; its cause is the first one
 */
export function* createResources(
  session: Session,
  resources: readonly Resource[],
  method: ApplyMethod,
  force = false,
): Process<readonly Resource[]> {
  if (resources.length === 0) throw new HelmFailure("no objects visited");
  const results = yield* performBatches(session, resources, "helm create", (each) =>
    createOne(session, each, method, force),
  );
  const errors = results.flatMap((each) => ("error" in each ? [each.error] : []));
  const text = joinErrors(errors.map(failureText), session.rules);
  if (text !== undefined) throw new HelmFailure(text, { cause: errors[0] });
  return results.flatMap((each) => ("error" in each ? [] : [each.value]));
}
