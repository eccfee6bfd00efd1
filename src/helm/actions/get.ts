import type { Process } from "../../sim/wait.ts";
import { SeatrialError } from "../../util/errors.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import { metadataObject, metadataText } from "../output/metadata-text.ts";
import { printObject } from "../output/print-object.ts";
import { statusBlock } from "../output/status-block.ts";
import type { Release } from "../release.ts";
import type { Session } from "../session.ts";
import { computedValues, valuesOf } from "./computed-values.ts";
import { findRelease } from "./find-release.ts";

/** A part of a release as text. */
type Part = (release: Release, session: Session, flags: FlagValues) => string;

/** `helm get PART` (cmd/helm/get_*.go). */
export const get = (part: Part) =>
  function* (session: Session, flags: FlagValues, operands: readonly string[]): Process<void> {
    const release = yield* findRelease(session, flags, operands[0] ?? "");
    session.output.stdout += part(release, session, flags);
  };

export const hooksPart: Part = ({ hooks }) =>
  hooks.map(({ path, content }) => `---\n# Source: ${path}\n${content}\n`).join("");

export const manifestPart: Part = ({ manifestText }) => `${manifestText}\n`;

export const notesPart: Part = ({ notes }) => (notes === "" ? "" : `NOTES:\n${notes}\n`);

export const valuesPart: Part = (release, session, flags) => {
  const all = flags.bool("all");
  const values = all ? computedValues(session, release) : release.config;
  const format = flags.text("output");
  if (format !== "table") return printObject(values, format);
  return `${all ? "COMPUTED" : "USER-SUPPLIED"} VALUES:\n${printObject(values, "yaml")}`;
};

export const metadataPart: Part = (release, { rules }, flags) => {
  const format = flags.text("output");
  return format === "table"
    ? metadataText(release, rules)
    : printObject(metadataObject(release, rules), format);
};

export const everyPart: Part = (release, session, flags) => {
  if (flags.text("template") !== "")
    throw new SeatrialError("flag-not-simulated", "--template of helm get all cannot be simulated.", {
      hint: "Leave the flag out, or ask for a part: helm get values, manifest, hooks, notes or metadata.",
    });
  return statusBlock(release, {
    chart: session.rules.getAllNamesChart,
    description: session.rules.statusDescribes,
    notes: true,
    resources: "",
    values: valuesOf(session, release),
  });
};
