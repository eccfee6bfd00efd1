import { printEvents } from "../../recording/print-events.ts";
import type { ObjectName, RecordedStep, Recording } from "../../recording/recording.ts";
import { type Markup, markup, scriptJson } from "../markup.ts";
import { drawTimeline, timelineHeight, toneMeanings } from "../timeline/draw-timeline.ts";
import { secondsText } from "../timeline/seconds-text.ts";
import { type Timeline, timelineOf } from "../timeline/timeline.ts";
import { findingsList } from "./findings-list.ts";

/** Of the drawing that is there before the script draws its own, pixels. */
const width = 1100;

/**
 * A run as a part of a page: how it ended, findings, the timeline with its tools, the trace in step with it, and what Helm printed.
 * `id` is a word that no other part of the page has; the heading is of level 2.
 */
export function runSection(recording: Recording, id: string, heading: string): Markup {
  const timeline = timelineOf(recording);
  return markup`<section class="run" id="${id}" data-run>
<h2>${heading}</h2>
<ul class="steps">${recording.steps.map(stepItem)}</ul>
<h3>Findings</h3>
${findingsList(recording.findings)}
<h3 id="${id}-chart">Timeline</h3>
${tools(id, timeline)}
<p class="legend">${toneMeanings.map(([tone, meaning]) => markup`<span><i class="${tone}"></i> ${meaning}</span> `)}</p>
<div class="chart" role="group" aria-labelledby="${id}-chart">${drawing(timeline)}</div>
<p class="now" aria-live="polite"></p>
<h3 id="${id}-trace">Trace</h3>
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

const stepItem = ({ command, start, end, exitCode }: RecordedStep): Markup =>
  markup`<li class="${exitCode === 0 ? "good" : "bad"}"><code>${command}</code> ${exitCode === 0 ? "succeeds" : `fails with exit code ${exitCode}`} after ${secondsText(end - start)}</li>`;

const stepOutput = ({ command, stdout, stderr }: RecordedStep): string =>
  `$ ${command}\n${stdout}${stderr}\n`;

const nameOf = ({ kind, namespace, name }: ObjectName): string =>
  [kind, namespace, name].filter((part) => part !== "").join("/");

const drawing = (timeline: Timeline): Markup => {
  const height = timelineHeight(timeline);
  return markup`<svg class="timeline" viewBox="0 0 ${width} ${height}" role="img" aria-label="${timeline.title}, over ${secondsText(timeline.end)}; the trace below says the same in words">${drawTimeline(timeline, { width, from: 0, to: timeline.end, hints: true })}</svg>`;
};

/** What the script needs to be steered; without it these stay hidden. */
const tools = (id: string, { end }: Timeline): Markup => markup`<div class="tools" hidden>
<div><button type="button" class="play">Play</button>
<label>Speed <select class="speed"><option value="1">1×</option><option value="10" selected>10×</option><option value="60">60×</option></select></label>
<label class="grow"><span class="sr">Time</span><input class="at" type="range" min="0" max="${end}" step="0.1" value="0"></label>
<output class="clock" for="${id}-at">0s</output></div>
<div><button type="button" class="out" aria-label="Zoom out">−</button><button type="button" class="in" aria-label="Zoom in">+</button><button type="button" class="all">Whole run</button>
<label class="grow">Filter <input class="filter" type="search" placeholder="web, Job/, migrate …"></label>
<label><input class="failing" type="checkbox"> only what fails</label></div>
</div>`;
