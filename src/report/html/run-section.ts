import { printEvents } from "../../recording/print-events.ts";
import type { ObjectName, RecordedStep, Recording } from "../../recording/recording.ts";
import { Markup, markup, scriptJson } from "../markup.ts";
import { drawTimeline, timelineHeight, toneMeanings } from "../timeline/draw-timeline.ts";
import { secondsText } from "../timeline/seconds-text.ts";
import { type Timeline, timelineOf } from "../timeline/timeline.ts";
import { findingsList } from "./findings-list.ts";

/** Of the drawing that is there before the script draws its own, pixels. */
const width = 1100;

export interface RunSectionOptions {
  /** a word that no other part of the page has */
  readonly id: string;
  readonly heading: string;
  /** of the heading: 2 for one right below that of the page */
  readonly level: 2 | 3 | 4;
  /** whether findings are told here */
  readonly findings: boolean;
}

/**
 * A run as a part of a page: how it ended, findings, the timeline with its tools, the trace in step with it, and what
 * Helm printed.
 */
export function runSection(
  recording: Recording,
  { id, heading, level, findings }: RunSectionOptions,
): Markup {
  const timeline = timelineOf(recording);
  return markup`<section class="run" id="${id}" data-run>
${headline(level, heading)}
<ul class="steps">${recording.steps.map(stepItem)}</ul>
${findings && markup`${headline(level + 1, "Findings")}${findingsList(recording.findings)}`}
${headline(level + 1, "Timeline", `${id}-chart`)}
${tools(id, timeline)}
<p class="legend">${toneMeanings.map(([tone, meaning]) => markup`<span><i class="${tone}"></i> ${meaning}</span> `)}</p>
<div class="chart" role="group" aria-labelledby="${id}-chart">${drawing(timeline)}</div>
<p class="now" aria-live="polite"></p>
${headline(level + 1, "Trace", `${id}-trace`)}
<div class="trace" tabindex="0" role="group" aria-labelledby="${id}-trace"><ol>${recording.watch.pods.map(
    ({ t, line }) => markup`<li data-t="${t}"><span>${t.toFixed(1)}</span>${line}</li>`,
  )}</ol></div>
<details class="output"><summary>What the commands print</summary><pre tabindex="0">${recording.steps.map(stepOutput)}</pre></details>
<details class="events"><summary>Events</summary><pre tabindex="0">${printEvents(recording).join("\n")}</pre></details>
<details class="left"><summary>What is left (${recording.left.length})</summary><ul>${recording.left.map((object) => markup`<li><code>${nameOf(object)}</code></li>`)}</ul></details>
<script type="application/json">${scriptJson(timeline)}</script>
</section>
`;
}

/** A heading of a level. */
const headline = (level: number, text: string, id?: string): Markup => {
  const name = new Markup(`h${level}`);
  return markup`<${name}${id !== undefined && markup` id="${id}"`}>${text}</${name}>`;
};

const stepItem = ({ command, start, end, exitCode }: RecordedStep): Markup =>
  markup`<li class="${exitCode === 0 ? "good" : "bad"}"><code>${command}</code> ${exitCode === 0 ? "succeeds" : `fails with exit code ${exitCode}`} after ${secondsText(end - start)}</li>`;

const stepOutput = ({ command, stdout, stderr }: RecordedStep): string =>
  `$ ${command}\n${stdout}${stderr}\n`;

const nameOf = ({ kind, namespace, name }: ObjectName): string =>
  [kind, namespace, name].filter((part) => part !== "").join("/");

const drawing = (timeline: Timeline): Markup => {
  const height = timelineHeight(timeline);
  return markup`<svg class="timeline" viewBox="0 0 ${width} ${height}" role="img" aria-label="${timeline.title}, over ${secondsText(timeline.end)}; the trace below says the same in words">${drawTimeline(timeline, { width, from: 0, to: timeline.calm, hints: true })}</svg>`;
};

/** What the script needs to be steered; without it these stay hidden. */
const tools = (id: string, { end }: Timeline): Markup => markup`<div class="tools" hidden>
<div><button type="button" class="play">Play</button>
<label>Speed <select class="speed"><option value="1">1×</option><option value="10" selected>10×</option><option value="60">60×</option></select></label>
<label class="grow"><span class="sr">Time</span><input id="${id}-at" class="at" type="range" min="0" max="${end}" step="0.1" value="0"></label>
<output class="clock" for="${id}-at">0s</output></div>
<div><button type="button" class="out" aria-label="Zoom out">−</button><button type="button" class="in" aria-label="Zoom in">+</button><button type="button" class="all">Whole run</button>
<label class="grow">Filter <input class="filter" type="search" placeholder="web, Job/, migrate …"></label>
<label><input class="failing" type="checkbox"> only what fails</label></div>
</div>`;
