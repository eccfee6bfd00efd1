import type { Finding } from "../../recording/finding.ts";
import { type Markup, markup } from "../markup.ts";
import { secondsText } from "../timeline/seconds-text.ts";

/** Findings as a list: what is wrong, where, what was seen, what to do. A button shows in the timeline when it was. */
export const findingsList = (findings: readonly Finding[]): Markup =>
  findings.length === 0
    ? markup`<p class="none">No findings.</p>`
    : markup`<ul class="findings">${findings.map(item)}</ul>`;

const item = ({ rule, severity, message, advice, place, rows = [], t, trial }: Finding): Markup => markup`
<li class="${severity}"><p><span class="badge">${severity}</span> <code>${rule}</code>${place?.file !== undefined && markup` <span class="place">${place.file}${place.line !== undefined && `:${place.line}`}</span>`}</p>
<p class="message">${message}</p>
<p class="advice">${advice}</p>
${rows.length > 0 && markup`<details><summary>What was seen${trial !== undefined && ` in a further run: ${trial}`}</summary><pre tabindex="0">${rows.join("\n")}</pre></details>`}
${t !== undefined && trial === undefined && markup`<button type="button" class="show" data-at="${t}" hidden>Show at ${secondsText(t)}</button>`}</li>`;
