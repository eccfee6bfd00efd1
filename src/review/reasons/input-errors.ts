import { type ReasonRule, reason } from "./compared-case.ts";

/** Charts that cannot be loaded or rendered, and scenarios that cannot be read: told once, however many runs want them. */
export const inputErrors: ReasonRule = ({ kind, change, errors, inRepository }) => {
  const all = [...errors.values()];
  // where the base's chart cannot be installed, runs that begin with it say nothing of the head's
  const after = all.find((each) => each.after !== undefined && each.after.code !== "before-failed")?.after;
  const before = all.find((each) => each.before !== undefined)?.before;
  const error = after ?? before;
  if (error === undefined) return [];
  const more = {
    detail: error.message.split("\n"),
    advice: error.hint ?? "",
    ...(error.place.file === undefined ? {} : { place: inRepository(error.place) }),
  };
  const what = kind === "chart" ? "The chart cannot be rendered" : "The scenario cannot be run";
  if (after === undefined)
    return [reason("look-here", `${what} without the change, so the two cannot be compared.`, more)];
  if (before !== undefined)
    return [reason("look-here", `${what}, with the change as without it: nothing can be said of it.`, more)];
  const nowOnly =
    kind === "chart" ? "The chart can no longer be rendered." : "The scenario can no longer be run.";
  return [reason("breaks", change === "added" ? `${what}.` : nowOnly, more)];
};
