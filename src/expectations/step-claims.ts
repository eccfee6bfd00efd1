import type { Recording } from "../recording/recording.ts";
import type { Claim } from "../scenario/expect/claim.ts";
import type { Verdict } from "./evaluate.ts";
import { noStep } from "./occurrence.ts";
import type { Subjects } from "./subjects.ts";
import { fails, holds } from "./verdict.ts";

export function exitsClaim({ step, code }: Claim & { kind: "exits" }, subjects: Subjects): Verdict {
  const found = subjects.recording.steps[step - 1];
  if (found === undefined) return fails(noStep(step, subjects));
  if (found.exitCode === code) return holds;
  return fails(`step ${step} exited with ${found.exitCode}${firstLine(found.stderr)}`, [found.end]);
}

const firstLine = (stderr: string): string => {
  const line = stderr.split("\n").find((each) => each.startsWith("Error")) ?? stderr.split("\n")[0] ?? "";
  return line === "" ? "." : `: ${line}`;
};

/** The text may go over what is printed to both outputs, each by itself. */
export function printsClaim({ step, text, never }: Claim & { kind: "prints" }, subjects: Subjects): Verdict {
  const found = subjects.recording.steps[step - 1];
  if (found === undefined) return fails(noStep(step, subjects));
  const { stdout, stderr } = found;
  if ([stdout, stderr].some((output) => output.includes(text)) !== never) return holds;
  const printed = `${stdout}${stderr}`;
  return fails(
    never
      ? `step ${step} printed it.`
      : printed === ""
        ? `step ${step} printed nothing.`
        : `step ${step} printed:\n${printed.trimEnd().replace(/^/gm, "  ")}`,
  );
}

/** What the record of a release's newest revision says at the end of the run. */
export function releaseClaim(
  { release, status }: Claim & { kind: "release" },
  { recording }: Subjects,
): Verdict {
  const found = releaseStatuses(recording);
  const is = found.get(release);
  if (is === status) return holds;
  const known = [...found.keys()].join(", ");
  if (is === undefined)
    return fails(`there was no release ${release} in the run${known === "" ? "." : `; there was ${known}.`}`);
  return fails(`release ${release} is ${is} at the end.`, [recording.end]);
}

/** The status of every release that there ever was; one whose records are gone is `uninstalled`. */
function releaseStatuses({ objects }: Recording): ReadonlyMap<string, string> {
  const records = new Map<string, { release: string; revision: number; status: string }>();
  const found = new Map<string, string>();
  for (const { kind, namespace, name, type, object } of objects) {
    const { owner, name: release = "", version, status = "unknown" } = object.metadata.labels ?? {};
    if (owner !== "helm" || (kind !== "Secret" && kind !== "ConfigMap") || version === undefined) continue;
    found.set(release, "uninstalled");
    if (type === "DELETED") records.delete(`${namespace}/${name}`);
    else records.set(`${namespace}/${name}`, { release, revision: Number(version), status });
  }
  const inOrder = [...records.values()].sort((a, b) => a.revision - b.revision);
  for (const { release, status } of inOrder) found.set(release, status);
  return found;
}
