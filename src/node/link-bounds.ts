import { existsSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { RenderError } from "../chart/render-error.ts";

/**
 * How far the symbolic links of a chart may lead. Helm follows them anywhere, but a chart may come from a stranger and
 * what it renders be published: so here they stay in the git repository that the chart is in, out of its `.git`, which
 * may hold credentials, and outside of any repository in the folder that holds the chart.
 */
export class LinkBounds {
  private known: string | undefined;

  constructor(private readonly chart: string) {}

  /** @throws RenderError for a link that leads elsewhere */
  check(path: string, target: string): void {
    const inside =
      target === this.root
        ? ""
        : target.startsWith(`${this.root}${sep}`)
          ? target.slice(this.root.length)
          : undefined;
    if (inside !== undefined && !inside.split(sep).includes(".git")) return;
    throw new RenderError("link-outside", `the symbolic link ${path} leads to ${target}, which is not read`, {
      hint: `Links may lead to what is in ${this.root}. Copy the file into the chart.`,
    });
  }

  private get root(): string {
    this.known ??= repositoryOf(realpathSync(this.chart));
    return this.known;
  }
}

function repositoryOf(chart: string): string {
  for (let folder = chart; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return dirname(chart);
  }
}
