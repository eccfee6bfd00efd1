import { Chart } from "./chart.ts";
import { Playback } from "./playback.ts";
import { RunState } from "./run-state.ts";
import { Trace } from "./trace.ts";

/** Brings every run of the page to life. */
for (const section of document.querySelectorAll<HTMLElement>("[data-run]")) {
  const data = section.querySelector("script")?.textContent ?? "";
  const state = new RunState(JSON.parse(data));
  new Playback(section, state);
  new Chart(section, state);
  new Trace(section, state);
  state.change({});
}
