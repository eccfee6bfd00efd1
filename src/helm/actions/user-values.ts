import type { GoMap } from "../../gotemplate/value.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import type { Session } from "../session.ts";

/** What `-f`, `--set` and their like make together. */
export const userValues = (session: Session, flags: FlagValues): GoMap =>
  session.source.userValues({
    files: flags.all("values"),
    setJson: flags.all("set-json"),
    set: flags.all("set"),
    setString: flags.all("set-string"),
    setFile: flags.all("set-file"),
    setLiteral: flags.all("set-literal"),
  });
