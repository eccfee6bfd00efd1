import type { KubeObject } from "../../cluster/api/object.ts";
import type { Process } from "../../sim/wait.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import { printObject } from "../output/print-object.ts";
import { statusObject } from "../output/release-object.ts";
import { statusBlock } from "../output/status-block.ts";
import type { Session } from "../session.ts";
import { findRelease } from "./find-release.ts";
import { liveResources, relatedPods } from "./live-resources.ts";

/** `helm status` (cmd/helm/status.go). */
export function* status(session: Session, flags: FlagValues, operands: readonly string[]): Process<void> {
  const { rules, output } = session;
  const release = yield* findRelease(session, flags, operands[0] ?? "");
  const shown = rules.major === 4 || flags.bool("show-resources");
  const resources = shown ? yield* liveResources(session, release) : new Map<string, readonly KubeObject[]>();
  const format = flags.text("output");
  output.stdout +=
    format === "table"
      ? statusBlock(release, {
          description: rules.statusDescribes || flags.bool("show-desc"),
          notes: true,
          resources: [...resources].map(([key, objects]) => section(session, key, objects)).join(""),
          values: undefined,
        })
      : printObject(statusObject(release, rules, resources), format);
}

/** Objects are fetched, and so laid out, one by one; related pods all at once. */
function section({ printer }: Session, key: string, objects: readonly KubeObject[]): string {
  const table =
    key === relatedPods
      ? printer(objects, { headers: true })
      : objects.map((each, i) => printer([each], { headers: i === 0 })).join("");
  return `==> ${key}\n${table}\n`;
}
