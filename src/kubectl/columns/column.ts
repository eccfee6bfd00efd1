import type { KubeObject } from "../../cluster/api/object.ts";
import { parseTimestamp } from "../../cluster/api/wall-clock.ts";
import type { KubernetesRules } from "../../cluster/kubernetes-rules.ts";
import { humanDuration } from "../human-duration.ts";

/** What the cells of a row depend on besides the object. */
export interface PrintContext {
  /** when the server prints the row, milliseconds since the epoch */
  readonly now: number;
  readonly rules: KubernetesRules;
}

/** One column of a kind's table; the server makes its cells (pkg/printers/internalversion/printers.go). */
export interface Column<T extends KubeObject = KubeObject> {
  /** the header */
  readonly name: string;
  /** only with `-o wide` */
  readonly wide?: boolean;
  /** the Kubernetes 1.x that first had it */
  readonly since?: number;
  /** the Kubernetes 1.x that first had it no more */
  readonly until?: number;
  cell(object: T, context: PrintContext): string;
}

export const none = "<none>";
export const unset = "<unset>";
export const unknown = "<unknown>";

export const nameColumn: Column = { name: "NAME", cell: ({ metadata }) => metadata.name };

export const ageColumn: Column = {
  name: "AGE",
  cell: ({ metadata }, context) => age(metadata.creationTimestamp, context),
};

/** How long ago an RFC 3339 time was. */
export const age = (timestamp: string | undefined, { now }: PrintContext): string =>
  timestamp === undefined ? unknown : humanDuration(now - parseTimestamp(timestamp));

/** The x of Kubernetes 1.x. */
export const minorVersion = (rules: KubernetesRules): number => Number(rules.version.split(".")[1]);

/** The first `limit` texts, and how many more there are. */
export const firstFew = (texts: readonly string[], limit: number, separator: string): string =>
  texts.length > limit
    ? `${texts.slice(0, limit).join(separator)} + ${texts.length - limit} more...`
    : texts.join(separator);
