import { ruleIds } from "../expect/rule-ids.ts";
import { object, optional, required } from "./object-schema.ts";
import { choice, type Output, scalar, text } from "./schema.ts";

const reason = scalar("why it is harmless here", { type: "string", minLength: 1 }, ({ text }) =>
  text.trim() === "" ? undefined : text,
);

/** A finding that is known to be harmless. */
export const ignore = object("ignore", {
  rule: required(choice(ruleIds), "the rule that is not to find it"),
  object: optional(text(), "the object as Kind/name; * and ? are wildcards; default: all"),
  reason: required(reason, "why it is harmless here, for whoever reads it next"),
});

export type Ignored = Output<typeof ignore>;
