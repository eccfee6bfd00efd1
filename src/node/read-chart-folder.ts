import {
  closeSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
} from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import type { ChartFile } from "../chart/chart.ts";
import { type Ignore, parseHelmignore } from "../chart/helmignore.ts";
import { maxFileBytes, maxFiles, withoutBom } from "../chart/read-archive.ts";
import { quote } from "../gotemplate/text/quote.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { errorCode } from "./error-code.ts";
import { LinkBounds } from "./link-bounds.ts";

/** Bounds of what one folder may make this program read; Helm has none but for single files. */
const maxFolderBytes = 512 * 1024 * 1024;

export interface FolderOptions {
  /** Told of each symbolic link, which is followed within bounds (see LinkBounds). */
  readonly onLink: (path: string, target: string) => void;
}

/**
 * The files of a chart's folder in the order in which Helm walks it, without what .helmignore rules out
 * (pkg/chart/loader/directory.go). Throws an Error with Helm's words.
 */
export function readChartFolder(folder: string, options: FolderOptions): ChartFile[] {
  const walk = new Walk(folder, ignoreRules(folder), options);
  walk.folder(normalize(folder).replace(/(?<=.)[/\\]$/, ""), "", []);
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

export const isMissing = (error: unknown): boolean => ["ENOENT", "ENOTDIR"].includes(errorCode(error) ?? "");

class Walk {
  readonly files: ChartFile[] = [];
  private bytes = 0;
  private folders = 0;
  private readonly bounds: LinkBounds;

  constructor(
    private readonly root: string,
    private readonly ignore: Ignore,
    private readonly options: FolderOptions,
  ) {
    this.bounds = new LinkBounds(root);
  }

  /** `name` is the path below the chart, `links` the real paths of folders that links on the way here led to. */
  folder(path: string, name: string, links: readonly string[]): void {
    if (++this.folders > maxFiles) throw this.tooMuch();
    const entries = readdirSync(path, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => compareStrings(a.name, b.name))) {
      const below = name === "" ? entry.name : `${name}/${entry.name}`;
      // to join them properly would go over the whole path for each file
      const inside = path === "." ? entry.name : `${path}${sep}${entry.name}`;
      if (entry.isSymbolicLink()) this.link(inside, below, links);
      else if (!entry.isDirectory()) this.file(inside, below, entry.isFile());
      else if (!this.ignore(below, true)) this.folder(inside, below, links);
    }
  }

  private link(path: string, name: string, links: readonly string[]): void {
    const target = resolveLink(path);
    this.bounds.check(path, target);
    this.options.onLink(path, target);
    const stats = lstatSync(target);
    if (!stats.isDirectory()) this.file(path, name, stats.isFile());
    else if (!this.ignore(name, true)) {
      if (links.includes(target) || `${realpathSync(dirname(path))}/`.startsWith(`${target}/`))
        throw new Error(`open ${path}: too many levels of symbolic links`);
      this.folder(path, name, [...links, target]);
    }
  }

  private file(path: string, name: string, isRegular: boolean): void {
    if (this.ignore(name, false)) return;
    if (!isRegular) throw new Error(`cannot load irregular file ${path} as it has file mode type bits set`);
    const file = openSync(path, "r");
    try {
      const { size } = fstatSync(file);
      this.checkSize(name, size);
      this.files.push({ name, data: withoutBom(contentsOf(file, size)) });
    } finally {
      closeSync(file);
    }
  }

  private checkSize(name: string, size: number): void {
    const base = name.slice(name.lastIndexOf("/") + 1);
    if (size > maxFileBytes)
      throw new Error(`chart file ${quote(base)} is larger than the maximum file size ${maxFileBytes}`);
    this.bytes += size;
    if (this.files.length >= maxFiles || this.bytes > maxFolderBytes) throw this.tooMuch();
  }

  private tooMuch(): Error {
    const limits = `more than ${maxFiles} files or folders, or ${maxFolderBytes} bytes`;
    return new Error(`${this.root} holds too much for a chart: ${limits}`);
  }
}

/** What is in an open file; of one that grows meanwhile no more than was there. */
function contentsOf(file: number, size: number): Uint8Array {
  const data = Buffer.allocUnsafe(size);
  let end = 0;
  for (;;) {
    const read = readSync(file, data, end, size - end, end);
    end += read;
    if (read === 0 || end === size) return data.subarray(0, end);
  }
}

function resolveLink(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const reason = errorCode(error) === "ELOOP" ? "too many links" : "no such file or directory";
    throw new Error(`error evaluating symlink ${path}: ${reason}`, { cause: error });
  }
}
