import type { FlagValues } from "../flags/flag-values.ts";
import { printObject } from "../output/print-object.ts";
import { releaseObject } from "../output/release-object.ts";
import { statusBlock } from "../output/status-block.ts";
import type { Release } from "../release.ts";
import type { Session } from "../session.ts";
import { valuesOf } from "./computed-values.ts";

/** What install and upgrade print of the release they made. */
export function printRelease(session: Session, release: Release, flags: FlagValues): void {
  const { output, rules } = session;
  const format = flags.text("output");
  if (format !== "table") {
    output.stdout += printObject(releaseObject(release, rules), format);
    return;
  }
  output.stdout += statusBlock(release, {
    description: rules.statusDescribes,
    notes: !flags.bool("hide-notes"),
    resources: "",
    values: flags.bool("debug") ? valuesOf(session, release) : undefined,
  });
}
