import type { Pane, State } from "../model/state.ts";
import { shownRun } from "../model/state.ts";
import { detailContent } from "./detail-lines.ts";
import type { Slot } from "./layout.ts";
import { logLines } from "./log-lines.ts";
import type { PaneContent } from "./pane-content.ts";
import { podLines } from "./pod-lines.ts";
import { timelineLines } from "./timeline-lines.ts";

export const paneNames: Readonly<Record<Pane, string>> = {
  pods: "1 Pods",
  timeline: "2 Timeline",
  events: "3 Log",
  details: "4 Details",
};

/** The first column of a pane is the cursor's, its first line the title's. */
const margin = 1;

/** What a slot shows below its title. */
export function slotContent(state: State, slot: Slot): PaneContent {
  const { pane, whose } = slot;
  const width = slot.width - margin;
  const room = Math.max(0, slot.height - 1);
  switch (pane) {
    case "pods": {
      const run = whose === "as it is" ? state.run : whose === "what if" ? state.whatIf?.run : undefined;
      const content = podLines(state, run ?? shownRun(state), width, room);
      return whose === "shown" ? content : { ...content, title: `${whose} · ${content.title}` };
    }
    case "timeline":
      return timelineLines(state, width, room);
    case "events":
      return logLines(state, room);
    case "details":
      return detailContent(state, width, room);
  }
}
