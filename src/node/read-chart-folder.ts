import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats } from "node:fs";
import { join } from "node:path";
import type { ChartFile } from "../chart/chart.ts";
import { type Ignore, parseHelmignore } from "../chart/helmignore.ts";
import { maxFileBytes, maxFiles, withoutBom } from "../chart/read-archive.ts";
import { quote } from "../gotemplate/text/quote.ts";
import { compareStrings } from "../util/compare-strings.ts";

/** Bounds of what one folder may make this program read; Helm has none but for single files. */
const maxFolderBytes = 512 * 1024 * 1024;

export interface FolderOptions {
  /** Told of each symbolic link, which Helm follows wherever it leads. */
  readonly onLink: (path: string, target: string) => void;
}

/**
 * The files of a chart's folder in the order in which Helm walks it, without what .helmignore rules out
 * (pkg/chart/loader/directory.go). Throws an Error with Helm's words.
 */
export function readChartFolder(folder: string, options: FolderOptions): ChartFile[] {
  const walk = new Walk(folder, ignoreRules(folder), options);
  walk.folder(folder, "", [realpathSync(folder)]);
  return walk.files;
}

function ignoreRules(folder: string): Ignore {
  let text = "";
  try {
    text = readFileSync(join(folder, ".helmignore"), "utf8");
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return parseHelmignore(text);
}

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");

class Walk {
  readonly files: ChartFile[] = [];
  private bytes = 0;

  constructor(
    private readonly root: string,
    private readonly ignore: Ignore,
    private readonly options: FolderOptions,
  ) {}

  /** `name` is the path below the chart, `above` the real paths of the folders on the way here. */
  folder(path: string, name: string, above: readonly string[]): void {
    for (const entry of readdirSync(path).sort(compareStrings)) {
      this.entry(join(path, entry), name === "" ? entry : `${name}/${entry}`, above);
    }
  }

  private entry(path: string, name: string, above: readonly string[]): void {
    let real = path;
    let stats = lstatSync(path);
    if (stats.isSymbolicLink()) {
      real = resolveLink(path);
      stats = lstatSync(real);
      this.options.onLink(path, real);
    }
    if (stats.isDirectory()) {
      if (this.ignore(name, true)) return;
      const inside = real === path ? join(above.at(-1) ?? "", name.slice(name.lastIndexOf("/") + 1)) : real;
      if (above.includes(inside))
        throw new Error(`open ${path}: too many levels of symbolic links (it leads back to ${inside})`);
      this.folder(path, name, [...above, inside]);
    } else if (!this.ignore(name, false)) this.file(path, name, stats);
  }

  private file(path: string, name: string, stats: Stats): void {
    if (!stats.isFile())
      throw new Error(`cannot load irregular file ${path} as it has file mode type bits set`);
    const base = name.slice(name.lastIndexOf("/") + 1);
    if (stats.size > maxFileBytes)
      throw new Error(`chart file ${quote(base)} is larger than the maximum file size ${maxFileBytes}`);
    this.bytes += stats.size;
    if (this.files.length >= maxFiles || this.bytes > maxFolderBytes)
      throw new Error(
        `${this.root} holds too much for a chart: more than ${maxFiles} files or ${maxFolderBytes} bytes`,
      );
    this.files.push({ name, data: withoutBom(readFileSync(path)) });
  }
}

function resolveLink(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const reason =
      error instanceof Error && "code" in error && error.code === "ELOOP"
        ? "too many links"
        : "no such file or directory";
    throw new Error(`error evaluating symlink ${path}: ${reason}`, { cause: error });
  }
}
