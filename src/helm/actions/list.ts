import type { Process } from "../../sim/wait.ts";
import { compareStrings } from "../../util/compare-strings.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import { HelmFailure } from "../helm-failure.ts";
import { listObject, listTable } from "../output/list-table.ts";
import { printObject } from "../output/print-object.ts";
import { isPending, type Release } from "../release.ts";
import type { Session } from "../session.ts";
import { labelQuery } from "./label-query.ts";

/** `helm list` (cmd/helm/list.go, pkg/action/list.go): the last revision of each release. */
export function* list(session: Session, flags: FlagValues): Process<void> {
  yield* session.api.call(() => {});
  const everywhere = flags.bool("all-namespaces");
  const name = patternOf(flags.text("filter"));
  const records = yield* session.storage.all(everywhere);
  const candidates = isSupersededAlone(flags) ? records : lastRevisions(records);
  const selected = labelQuery(flags.text("selector"));
  const shown = candidates
    .filter((release) => name.test(release.name) && isWanted(session, flags, release))
    .filter((release) => selected(release.labels))
    .sort(orderOf(flags));
  const max = flags.int("max");
  const from = flags.int("offset");
  const page = shown.slice(from, max > 0 ? from + max : undefined);
  session.output.stdout += print(flags, page);
}

function print(flags: FlagValues, releases: readonly Release[]): string {
  const format = flags.text("output");
  if (flags.bool("short")) {
    if (format === "table") return releases.map(({ name }) => `${name}\n`).join("");
    return format === "json"
      ? `${JSON.stringify(releases.map(({ name }) => name))}\n`
      : releases.map(({ name }) => `- ${name}\n`).join("") || "[]\n";
  }
  return format === "table"
    ? listTable(releases, flags.text("time-format"), !flags.bool("no-headers"))
    : printObject(listObject(releases, flags.text("time-format")), format);
}

function patternOf(filter: string): RegExp {
  try {
    return new RegExp(filter);
  } catch {
    throw new HelmFailure(`error parsing regexp: ${filter}`);
  }
}

const statuses = ["deployed", "failed", "superseded", "uninstalled", "uninstalling"] as const;

/** A superseded revision is never the last one, so the earlier ones count when nothing else is asked for. */
const isSupersededAlone = (flags: FlagValues): boolean =>
  flags.bool("superseded") &&
  !flags.bool("pending") &&
  statuses.filter((each) => flags.bool(each)).length === 1;

function lastRevisions(records: readonly Release[]): Release[] {
  const last = new Map<string, Release>();
  for (const release of records) {
    const key = `${release.namespace}/${release.name}`;
    const known = last.get(key);
    if (known === undefined || known.revision < release.revision) last.set(key, release);
  }
  return [...last.values()];
}

/** The statuses that were asked for; without any, Helm 3 shows deployed and failed releases and Helm 4 all. */
function isWanted({ rules }: Session, flags: FlagValues, { status }: Release): boolean {
  const asked: readonly string[] = statuses.filter((each) => flags.bool(each));
  const pending = flags.bool("pending");
  if (flags.bool("all")) return true;
  if (asked.length === 0 && !pending) return rules.listsAll || status === "deployed" || status === "failed";
  return asked.includes(status) || (pending && isPending(status));
}

function orderOf(flags: FlagValues): (a: Release, b: Release) => number {
  const sign = flags.bool("reverse") ? -1 : 1;
  const byName = (a: Release, b: Release): number =>
    compareStrings(a.name, b.name) || compareStrings(a.namespace, b.namespace);
  if (flags.bool("date")) return (a, b) => sign * (a.lastDeployed - b.lastDeployed || byName(a, b));
  return (a, b) => sign * byName(a, b);
}
