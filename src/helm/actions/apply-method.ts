import { HelmFailure } from "../helm-failure.ts";
import type { ApplyMethod, Release } from "../release.ts";
import type { Session } from "../session.ts";

/** `auto` goes on as the last revision did; one without a method was made by Helm 3. */
export function methodOf({ rules }: Session, serverSide: string, before: Release): ApplyMethod {
  if (!rules.serverSideApply) return "csa";
  if (serverSide === "true") return "ssa";
  if (serverSide === "false") return "csa";
  if (serverSide !== "auto")
    throw new HelmFailure(`invalid/unknown release server-side apply method: ${serverSide}`);
  return before.applyMethod ?? "csa";
}
