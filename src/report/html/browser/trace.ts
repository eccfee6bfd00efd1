import { find } from "./find.ts";
import type { RunState, Settings } from "./run-state.ts";

/** The rows of the trace, in step with the cursor. */
export class Trace {
  private readonly box: HTMLElement;
  private readonly rows: readonly { readonly t: number; readonly text: string; readonly item: HTMLElement }[];
  private current: HTMLElement | undefined;

  constructor(section: HTMLElement, state: RunState) {
    this.box = find(section, ".trace");
    this.rows = [...this.box.querySelectorAll<HTMLElement>("li")].map((item) => ({
      t: Number(item.dataset["t"]),
      text: item.textContent.toLowerCase(),
      item,
    }));
    this.box.classList.add("live");
    this.box.addEventListener("click", ({ target }) => {
      const t = target instanceof Element ? target.closest<HTMLElement>("li")?.dataset["t"] : undefined;
      if (t !== undefined) state.moveTo(Number(t), { playing: false });
    });
    state.onChange((settings, before) => this.update(settings, before));
  }

  private update({ at, filter }: Settings, before: Settings): void {
    if (filter !== before.filter)
      for (const { text, item } of this.rows) item.hidden = !text.includes(filter);
    for (const { t, item } of this.rows) item.classList.toggle("later", t > at);
    const current = this.rows.findLast(({ t, item }) => t <= at && !item.hidden)?.item;
    if (current === this.current) return;
    this.current?.classList.remove("current");
    current?.classList.add("current");
    this.current = current;
    if (current !== undefined) this.scrollTo(current);
  }

  /** Scrolls within the box alone: the page stays where it is. */
  private scrollTo({ offsetTop, offsetHeight }: HTMLElement): void {
    const { clientHeight, scrollTop } = this.box;
    const top = offsetTop - this.box.offsetTop;
    if (top < scrollTop || top + offsetHeight > scrollTop + clientHeight)
      this.box.scrollTop = top - clientHeight / 2;
  }
}
