import { type ReasonRule, reason } from "./compared-case.ts";

/** Charts that cannot be loaded or rendered: told once, however many runs want them. */
export const chartErrors: ReasonRule = ({ change, errors, inRepository }) => {
  const all = [...errors.values()];
  const after = all.find((each) => each.after !== undefined)?.after;
  const before = all.find((each) => each.before !== undefined)?.before;
  if (after === undefined && before === undefined) return [];
  const error = after ?? before;
  const more = {
    detail: error?.message.split("\n") ?? [],
    advice: error?.hint ?? "",
    ...(error?.place.file === undefined ? {} : { place: inRepository(error.place) }),
  };
  if (after === undefined)
    return [
      reason(
        "look-here",
        "The chart cannot be rendered without the change, so an upgrade from it cannot be judged.",
        more,
      ),
    ];
  return before === undefined || change === "added"
    ? [reason("breaks", "The chart can no longer be rendered.", more)].map((each) =>
        change === "added" ? { ...each, text: "The chart cannot be rendered." } : each,
      )
    : [
        reason(
          "look-here",
          "The chart cannot be rendered, with or without the change, so nothing can be said of it.",
          more,
        ),
      ];
};
