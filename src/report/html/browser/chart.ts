import type { LaneSpan } from "../../../recording/lanes.ts";
import { drawTimeline, gutterWidth, timelineHeight } from "../../timeline/draw-timeline.ts";
import { secondsText } from "../../timeline/seconds-text.ts";
import { spanText, type TimelineRow } from "../../timeline/timeline.ts";
import { find } from "./find.ts";
import type { RunState, Settings } from "./run-state.ts";

/** The timeline: draws what is to be shown, and takes mouse and keys. */
export class Chart {
  private readonly chart: HTMLElement;
  private readonly svg: SVGElement;
  private readonly now: HTMLElement;
  private readonly cursor = document.createElement("div");
  private readonly tip = document.createElement("div");

  constructor(
    section: HTMLElement,
    private readonly state: RunState,
  ) {
    this.chart = find(section, ".chart");
    this.svg = find(section, ".chart svg");
    this.now = find(section, ".now");
    this.cursor.className = "cursor";
    this.tip.className = "tip";
    this.tip.hidden = true;
    this.chart.append(this.cursor, this.tip);
    this.chart.classList.add("live");
    this.chart.tabIndex = 0;
    this.chart.setAttribute("aria-description", help);
    this.listen(() => find<HTMLElement>(section, ".play").click());
    state.onChange((settings, before) => this.update(settings, before));
    new ResizeObserver(() => this.draw()).observe(this.chart);
  }

  private listen(play: () => void): void {
    const { chart, state } = this;
    let dragging = false;
    chart.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      dragging = true;
      chart.setPointerCapture(event.pointerId);
      this.pointAt(event);
    });
    chart.addEventListener("pointerup", () => {
      dragging = false;
    });
    chart.addEventListener("pointermove", (event) => {
      if (dragging) state.moveTo(this.timeAt(event.clientX), { playing: false });
      this.showTip(event);
    });
    chart.addEventListener("pointerleave", () => {
      this.tip.hidden = true;
    });
    chart.addEventListener(
      "wheel",
      (event) => {
        if (event.ctrlKey || event.metaKey)
          state.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.timeAt(event.clientX));
        else if (event.shiftKey) this.pan(event.deltaY + event.deltaX > 0 ? 0.1 : -0.1);
        else return;
        event.preventDefault();
      },
      { passive: false },
    );
    chart.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const act = this.keys(event.shiftKey ? 0.1 : 0.01, play)[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    });
  }

  private keys(step: number, play: () => void): Readonly<Record<string, () => void>> {
    const { state } = this;
    const { at, from, to, row } = state.settings;
    const move = (to: number): void => state.moveTo(to, { playing: false });
    return {
      ArrowLeft: () => move(at - (to - from) * step),
      ArrowRight: () => move(at + (to - from) * step),
      ArrowUp: () => state.change({ row: row - 1 }),
      ArrowDown: () => state.change({ row: row + 1 }),
      Home: () => move(0),
      End: () => move(state.timeline.end),
      "+": () => state.zoom(1 / 2, at),
      "-": () => state.zoom(2, at),
      "0": () => state.change({ from: 0, to: state.timeline.end }),
      " ": play,
    };
  }

  private pan(part: number): void {
    const { from, to } = this.state.settings;
    const by = (to - from) * part;
    this.state.change({ from: from + by, to: to + by });
  }

  private pointAt(event: PointerEvent): void {
    const row = this.rowOf(event.target);
    this.state.moveTo(this.timeAt(event.clientX), { playing: false, ...(row === undefined ? {} : { row }) });
  }

  private update(settings: Settings, before: Settings): void {
    const { from, to, filter, failing, row } = settings;
    if (from !== before.from || to !== before.to || filter !== before.filter || failing !== before.failing)
      this.draw();
    else this.place();
    if (row !== before.row) this.select();
    this.tell(settings);
  }

  private draw(): void {
    const { shown, settings } = this;
    const width = Math.max(this.innerWidth(), 240);
    const height = timelineHeight(shown);
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.innerHTML = drawTimeline(shown, {
      width,
      from: settings.from,
      to: settings.to,
      hints: false,
    }).text;
    this.select();
    this.place();
  }

  private select(): void {
    this.svg.querySelector(".selected")?.classList.remove("selected");
    this.svg.querySelector(`[data-row="${this.settings.row}"]`)?.classList.add("selected");
  }

  private place(): void {
    const { at, from, to } = this.settings;
    this.cursor.hidden = at < from || at > to;
    const { left, width } = this.area();
    this.cursor.style.left = `${left - this.chart.getBoundingClientRect().left - this.chart.clientLeft + ((at - from) / (to - from)) * width}px`;
  }

  /** Says where things stand at the cursor: the row that is looked at, or how many pods are in which state. */
  private tell({ at, row, playing }: Settings): void {
    this.now.setAttribute("aria-live", playing ? "off" : "polite");
    const looked = this.rows()[row];
    const span = looked?.spans.find(({ start, end }) => start <= at && at <= end);
    const what =
      looked === undefined
        ? this.countsAt(at)
        : `${looked.label}: ${span === undefined ? "not there" : spanText(span)}`;
    this.now.textContent = `At ${secondsText(Math.round(at * 10) / 10)}: ${what}`;
  }

  private countsAt(at: number): string {
    const counts = new Map<string, number>();
    for (const { spans } of this.state.timeline.sections.flatMap(({ rows }) => rows)) {
      const span = spans.find(({ start, end, ready }) => ready !== "" && start <= at && at < end);
      if (span !== undefined) counts.set(span.state, (counts.get(span.state) ?? 0) + 1);
    }
    return counts.size === 0
      ? "no pods"
      : `pods: ${[...counts].map(([state, count]) => `${count} ${state}`).join(", ")}`;
  }

  private showTip({ target, clientX, clientY }: PointerEvent): void {
    const row = this.rows()[this.rowOf(target) ?? -1];
    const index =
      target instanceof Element ? target.closest<SVGElement>("[data-span]")?.dataset["span"] : undefined;
    const span = index === undefined ? undefined : row?.spans[Number(index)];
    this.tip.hidden = row === undefined || span === undefined;
    if (row === undefined || span === undefined) return;
    this.tip.textContent = tipText(row, span);
    const box = this.chart.getBoundingClientRect();
    this.tip.style.left = `${Math.max(0, Math.min(clientX - box.left + 12, box.width - this.tip.offsetWidth - 8))}px`;
    this.tip.style.top = `${clientY - box.top + 16}px`;
  }

  private rowOf(target: EventTarget | null): number | undefined {
    const row =
      target instanceof Element ? target.closest<SVGElement>("[data-row]")?.dataset["row"] : undefined;
    return row === undefined ? undefined : Number(row);
  }

  private timeAt(clientX: number): number {
    const { left, width } = this.area();
    const { from, to } = this.settings;
    return from + (Math.min(Math.max(clientX - left, 0), width) / width) * (to - from);
  }

  /** Where on the screen the bars are. */
  private area(): { left: number; width: number } {
    const box = this.svg.getBoundingClientRect();
    const gutter = gutterWidth(this.shown, box.width);
    return { left: box.left + gutter, width: Math.max(1, box.width - gutter - 12) };
  }

  private innerWidth(): number {
    const { paddingLeft, paddingRight } = getComputedStyle(this.chart);
    return this.chart.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
  }

  private rows(): TimelineRow[] {
    return this.shown.sections.flatMap(({ rows }) => rows);
  }

  private get settings(): Settings {
    return this.state.settings;
  }

  private get shown() {
    return this.state.shown;
  }
}

const tipText = ({ label }: TimelineRow, span: LaneSpan): string => `${label}: ${spanText(span)}`;

const help =
  "Arrow keys left and right move in time, up and down choose a row, plus and minus zoom, 0 shows the whole run, space plays.";
