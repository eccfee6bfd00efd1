import type { ValueFlags } from "../../chart/user-values.ts";
import type { FlagValues } from "./flag-values.ts";

/** What `-f`, `--set` and their like were given. */
export const givenValues = (flags: FlagValues): ValueFlags => ({
  files: flags.all("values"),
  setJson: flags.all("set-json"),
  set: flags.all("set"),
  setString: flags.all("set-string"),
  setFile: flags.all("set-file"),
  setLiteral: flags.all("set-literal"),
});
