import type { KubeObject } from "../../cluster/api/object.ts";
import { age, type Column, nameColumn, type PrintContext } from "./column.ts";

interface Event extends KubeObject {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly involvedObject?: { readonly kind?: string; readonly name?: string; readonly fieldPath?: string };
  readonly source?: { readonly component?: string; readonly host?: string };
  readonly reportingComponent?: string;
  readonly reportingInstance?: string;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string };
}

export const eventColumns: readonly Column[] = [
  { name: "LAST SEEN", cell: lastSeen },
  { name: "TYPE", cell: ({ type }: Event) => type ?? "" },
  { name: "REASON", cell: ({ reason }: Event) => reason ?? "" },
  { name: "OBJECT", cell: object },
  { name: "SUBOBJECT", wide: true, cell: ({ involvedObject }: Event) => involvedObject?.fieldPath ?? "" },
  { name: "SOURCE", wide: true, cell: source },
  { name: "MESSAGE", cell: ({ message }: Event) => (message ?? "").trim() },
  { name: "FIRST SEEN", wide: true, cell: firstSeen },
  {
    name: "COUNT",
    wide: true,
    cell: ({ series, count }: Event) => String(series ? (series.count ?? 0) : count || 1),
  },
  { ...nameColumn, wide: true },
];

function lastSeen(event: Event, context: PrintContext): string {
  if (event.series) return age(event.series.lastObservedTime, context);
  return event.lastTimestamp ? age(event.lastTimestamp, context) : firstSeen(event, context);
}

function firstSeen({ firstTimestamp, eventTime }: Event, context: PrintContext): string {
  return age(firstTimestamp || eventTime || undefined, context);
}

function object({ involvedObject }: Event): string {
  const kind = (involvedObject?.kind ?? "").toLowerCase();
  return involvedObject?.name ? `${kind}/${involvedObject.name}` : kind;
}

function source({ source, reportingComponent, reportingInstance }: Event): string {
  const component = source?.component || reportingComponent || "";
  const host = source?.host || reportingInstance;
  return host ? `${component}, ${host}` : component;
}
