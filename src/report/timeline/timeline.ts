import { type Lane, type LaneSpan, lanes } from "../../recording/lanes.ts";
import type { Recording } from "../../recording/recording.ts";
import { secondsText } from "./seconds-text.ts";

/** A run as a chart over time. It is plain data, so that a page can carry it. */
export interface Timeline {
  /** the commands: `helm install demo ./chart` */
  readonly title: string;
  /** when the run was over, seconds */
  readonly end: number;
  /** a little after the last thing happened, at most the end: what a reader wants to see first */
  readonly calm: number;
  readonly sections: readonly TimelineSection[];
}

export interface TimelineSection {
  /** `Helm`, `Hooks`, or the workload whose pods these are: `Deployment/web` */
  readonly heading: string;
  readonly rows: readonly TimelineRow[];
}

export interface TimelineRow {
  readonly label: string;
  readonly spans: readonly LaneSpan[];
}

/** The rows of a run: what Helm did, its hooks, then the pods of each workload in the order in which these began. */
export function timelineOf(recording: Recording): Timeline {
  const sections = new Map<string, TimelineRow[]>();
  for (const lane of lanes(recording)) {
    const heading = headingOf(lane, recording);
    const rows = sections.get(heading) ?? [];
    sections.set(heading, rows);
    rows.push({ label: labelOf(lane), spans: lane.spans });
  }
  return {
    title: titleOf(recording),
    end: recording.end,
    calm: calmAfter(sections, recording.end),
    sections: [...sections].map(([heading, rows]) => ({ heading, rows })),
  };
}

/**
 * Often much of a run is waiting for what does not come, a crash loop or a deadline, while all goes on as it is. That pods
 * which are done are cleared away later is no news either.
 */
function calmAfter(sections: ReadonlyMap<string, readonly TimelineRow[]>, end: number): number {
  let last = 0;
  for (const { spans } of [...sections.values()].flat())
    for (const span of spans) {
      const isNews = span.end < end && (span.tone !== "done" || span.ready === "");
      last = Math.max(last, span.start, isNews ? span.end : 0);
    }
  return Math.min(end, Math.round((last * 1.1 + 0.5) * 1000) / 1000);
}

/** What was run: `helm install demo ./chart`, `helm install … and 2 more`. */
export function titleOf({ steps }: Recording): string {
  const [first, ...more] = steps;
  if (first === undefined) return "A run without commands";
  return more.length === 0 ? first.command : `${first.command} and ${more.length} more`;
}

function headingOf({ kind, group, object }: Lane, { namespace }: Recording): string {
  if (kind === "hook") return "Hooks";
  if (kind !== "pod") return "Helm";
  const own = object?.namespace ?? namespace;
  return own === namespace ? group : `${group} in ${own}`;
}

/** A pod that belongs to nobody has a section of its own, and its name in it once more: so be it. */
const labelOf = ({ kind, label, group }: Lane): string => (kind === "hook" ? `${label} (${group})` : label);

/** What a stretch is, as a sentence: `Running, 1/1 ready, from 2.1s to 40s`. */
export const spanText = ({ state, ready, start, end }: LaneSpan): string =>
  `${state}${ready === "" ? "" : `, ${ready} ready`}, from ${secondsText(start)} to ${secondsText(end)}`;
