import type { GoMap } from "../../gotemplate/value.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import { givenValues } from "../flags/given-values.ts";
import type { Session } from "../session.ts";

/** What `-f`, `--set` and their like make together. */
export const userValues = (session: Session, flags: FlagValues): GoMap =>
  session.source.userValues(givenValues(flags));
