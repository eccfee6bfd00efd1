import type { Recording } from "../../recording/recording.ts";
import { Markup, markup } from "../markup.ts";
import { drawTimeline, timelineHeight, toneMeanings } from "./draw-timeline.ts";
import { timelineOf } from "./timeline.ts";
import { colours, timelineStyle } from "./timeline-style.ts";

const width = 1000;
const margin = 12;
const titleHeight = 30;
const legendHeight = 28;

/** A run as an SVG file of its own: light or dark as the reader's system is, with a text for who cannot see it. */
export function timelineSvg(recording: Recording): string {
  const timeline = timelineOf(recording);
  const height = titleHeight + timelineHeight(timeline) + legendHeight + margin;
  const full = width + 2 * margin;
  const chart = drawTimeline(timeline, { width, from: 0, to: timeline.calm, hints: true });
  return `${
    markup`<svg xmlns="http://www.w3.org/2000/svg" class="timeline" width="${full}" height="${height}" viewBox="0 0 ${full} ${height}" role="img" aria-labelledby="title description">
<title id="title">${timeline.title}</title>
<desc id="description">${description(recording)}</desc>
<style>${style}</style>
<rect class="page" width="100%" height="100%"/>
<g transform="translate(${margin} ${margin})"><text class="title" x="4" y="14">${shortened(timeline.title)}</text>
<g transform="translate(0 ${titleHeight})">
${chart}</g>
<g transform="translate(0 ${titleHeight + timelineHeight(timeline)})">${legend()}</g></g>
</svg>
`.text
  }`;
}

const style = new Markup(`svg.timeline{${colours.light}}
@media (prefers-color-scheme:dark){svg.timeline{${colours.dark}}}
svg.timeline .page{fill:var(--page)}
${timelineStyle}svg.timeline .title{font-size:14px;font-weight:600}`);

const longestTitle = 110;
const shortened = (title: string): string =>
  title.length <= longestTitle ? title : `${title.slice(0, longestTitle - 1)}…`;

function legend(): Markup[] {
  let x = 4;
  return toneMeanings.map(([tone, meaning]) => {
    const left = x;
    x += meaning.length * 7.3 + 40;
    return markup`<g class="${tone}"><rect x="${left}" y="8" width="12" height="12" rx="2"/></g><text class="time" x="${left + 17}" y="18">${meaning}</text>
`;
  });
}

/** How each command ended, as sentences. */
const description = ({ steps }: Recording): string =>
  steps
    .map(
      ({ command, start, end, exitCode }) =>
        `${command} ${exitCode === 0 ? "succeeds" : `fails with exit code ${exitCode}`} after ${Math.round((end - start) * 10) / 10} seconds.`,
    )
    .join(" ");
