import { secondsText } from "../../timeline/seconds-text.ts";
import { find } from "./find.ts";
import type { RunState, Settings } from "./run-state.ts";

/** The tools above a timeline: play, time, zoom, filter. */
export class Playback {
  private readonly play: HTMLButtonElement;
  private readonly speed: HTMLSelectElement;
  private readonly slider: HTMLInputElement;
  private readonly clock: HTMLOutputElement;

  constructor(
    section: HTMLElement,
    private readonly state: RunState,
  ) {
    this.play = find(section, ".play");
    this.speed = find(section, ".speed");
    this.slider = find(section, ".at");
    this.clock = find(section, ".clock");
    const filter = find<HTMLInputElement>(section, ".filter");
    const failing = find<HTMLInputElement>(section, ".failing");
    const onClick = (selector: string, act: () => void): void =>
      find(section, selector).addEventListener("click", act);
    this.play.addEventListener("click", () => this.toggle());
    this.slider.addEventListener("input", () => state.moveTo(Number(this.slider.value), { playing: false }));
    onClick(".in", () => state.zoom(1 / 2, state.settings.at));
    onClick(".out", () => state.zoom(2, state.settings.at));
    onClick(".all", () => state.change({ from: 0, to: state.timeline.end }));
    filter.addEventListener("input", () => state.change({ filter: filter.value.trim().toLowerCase() }));
    failing.addEventListener("change", () => state.change({ failing: failing.checked }));
    for (const button of section.querySelectorAll<HTMLElement>("[data-at]")) {
      button.hidden = false;
      button.addEventListener("click", () => this.show(section, Number(button.dataset["at"])));
    }
    state.onChange((settings, before) => this.update(settings, before));
    find<HTMLElement>(section, ".tools").hidden = false;
  }

  /** Plays on, or from the start if nothing more happens. */
  toggle(): void {
    const { playing, at } = this.state.settings;
    this.state.moveTo(!playing && at >= this.state.timeline.calm ? 0 : at, { playing: !playing });
  }

  private show(section: HTMLElement, at: number): void {
    this.state.moveTo(at, { playing: false });
    find(section, ".chart").scrollIntoView({ block: "nearest" });
  }

  private update({ at, playing }: Settings, before: Settings): void {
    this.slider.value = String(at);
    const text = secondsText(Math.round(at * 10) / 10);
    this.slider.setAttribute("aria-valuetext", text);
    this.clock.value = text;
    this.play.textContent = playing ? "Pause" : "Play";
    if (playing && !before.playing) this.run(performance.now());
  }

  private run(last: number): void {
    requestAnimationFrame((now) => {
      const { playing, at } = this.state.settings;
      if (!playing) return;
      const { calm } = this.state.timeline;
      const next = Math.min(at + ((now - last) / 1000) * Number(this.speed.value), calm);
      this.state.moveTo(next, { playing: next < calm });
      this.run(now);
    });
  }
}
