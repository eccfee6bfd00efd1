import type { Recording } from "../recording/recording.ts";
import type { Claim } from "../scenario/expect/claim.ts";
import { countClaim } from "./count-claim.ts";
import { findingClaim, isLeftClaim, leftClaim, rowsClaim } from "./end-claims.ts";
import { beforeClaim, happensClaim, overlapsClaim, withinClaim } from "./order-claims.ts";
import { exitsClaim, printsClaim, releaseClaim } from "./step-claims.ts";
import { Subjects } from "./subjects.ts";

/** Whether a claim holds. `happened` says what there was instead, `times` when (seconds), for the rows around it. */
export type Verdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly happened: string; readonly times: readonly number[] };

/** Holds sentences against what happened in a run. */
export function evaluateClaims(claims: readonly Claim[], recording: Recording): Verdict[] {
  const subjects = new Subjects(recording);
  return claims.map((claim) => evaluate(claim, subjects));
}

function evaluate(claim: Claim, subjects: Subjects): Verdict {
  switch (claim.kind) {
    case "exits":
      return exitsClaim(claim, subjects);
    case "prints":
      return printsClaim(claim, subjects);
    case "release":
      return releaseClaim(claim, subjects);
    case "happens":
      return happensClaim(claim, subjects);
    case "before":
      return beforeClaim(claim, subjects);
    case "overlaps":
      return overlapsClaim(claim, subjects);
    case "count":
      return countClaim(claim, subjects);
    case "within":
      return withinClaim(claim, subjects);
    case "left":
      return leftClaim(claim, subjects);
    case "is left":
      return isLeftClaim(claim, subjects);
    case "finding":
      return findingClaim(claim, subjects);
    case "rows":
      return rowsClaim(claim, subjects);
  }
}
