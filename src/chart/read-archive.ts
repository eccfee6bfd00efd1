import { quote } from "../gotemplate/text/quote.ts";
import type { ChartFile } from "./chart.ts";
import { cleanPath } from "./paths.ts";
import { readTar } from "./tar.ts";

/** Helm's own bounds (pkg/chart/loader/archive.go). */
const maxChartBytes = 100 * 1024 * 1024;
/** What Helm says of an archive that holds more. */
export const tooLarge = `decompressed chart is larger than the maximum file size ${maxChartBytes}`;
export const maxFileBytes = 5 * 1024 * 1024;
/** No chart needs as many; it keeps an archive of empty files from filling memory. */
export const maxFiles = 100_000;

/** Inflates a gzip file; throws where it is none, or where it holds more than `limit` bytes. */
export type Gunzip = (data: Uint8Array, limit: number) => Uint8Array;

/**
 * The files of a packed chart, without the archive's top folder. Throws an Error with Helm's words for an entry that
 * would leave that folder and for one that is too large.
 */
export function readArchive(data: Uint8Array, gunzip: Gunzip): ChartFile[] {
  const files: ChartFile[] = [];
  let left = maxChartBytes;
  // Tar's own headers and padding come on top of what the files hold.
  for (const entry of readTar(gunzip(data, 2 * maxChartBytes))) {
    if (entry.type === "5" || entry.name.endsWith("/")) continue;
    const name = checkedName(entry.name);
    if (entry.data.length >= left) throw new Error(tooLarge);
    if (entry.data.length > maxFileBytes)
      throw new Error(
        `decompressed chart file ${quote(entry.name)} is larger than the maximum file size ${maxFileBytes}`,
      );
    if (files.length >= maxFiles) throw new Error(`chart archive has more than ${maxFiles} files`);
    left -= entry.data.length;
    files.push({ name, data: withoutBom(entry.data) });
  }
  if (files.length === 0) throw new Error("no files in chart archive");
  return files;
}

function checkedName(name: string): string {
  const delimiter = name.includes("\\") ? "\\" : "/";
  const [top, ...rest] = name.split(delimiter);
  const inside = rest.join("/");
  if (inside.startsWith("/")) throw new Error("chart illegally contains absolute paths");
  const path = cleanPath(inside);
  if (path === ".")
    throw new Error(`chart illegally contains content outside the base directory: ${quote(name)}`);
  if (path.startsWith("..")) throw new Error("chart illegally references parent directory");
  if (/^[a-zA-Z]:\//.test(path)) throw new Error("chart contains illegally named files");
  if (top === "Chart.yaml") throw new Error("chart yaml not in base directory");
  return path;
}

/** A file's content without a byte order mark, as Helm keeps it. */
export function withoutBom(data: Uint8Array): Uint8Array {
  return data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? data.subarray(3) : data;
}
