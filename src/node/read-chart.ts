import { existsSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import type { Chart, ChartFile } from "../chart/chart.ts";
import { loadChart } from "../chart/load-chart.ts";
import { type Log, logLine, slogLine } from "../chart/log-line.ts";
import { readArchive } from "../chart/read-archive.ts";
import { helmError, RenderError } from "../chart/render-error.ts";
import type { RenderProfile } from "../chart/render-profile.ts";
import { quote } from "../gotemplate/text/quote.ts";
import { gunzip } from "./gunzip.ts";
import { nearestFile } from "./nearest-file.ts";
import { isMissing, readChartFolder } from "./read-chart-folder.ts";

/**
 * Loads the chart that a command line names: a folder or a packed chart (`directory` is where relative paths begin).
 * Nothing is fetched. Throws RenderError with Helm's words.
 */
export function readChart(name: string, directory: string, profile: RenderProfile, log: Log): Chart {
  const path = resolve(directory, name);
  const isFolder = kindOf(name, path);
  try {
    return helmError("chart-invalid", "", {}, () => {
      const files = isFolder ? folderFiles(path, profile, log) : archiveFiles(path, profile);
      if (isFolder && profile.major === 4 && !files.some((file) => file.name === "Chart.yaml")) {
        const file = `${path}/Chart.yaml`;
        if (existsSync(file)) throw new Error("Chart.yaml file is missing");
        throw new Error(`unable to detect chart at ${file}: open ${file}: no such file or directory`);
      }
      return loadChart(files, { profile, log, gunzip });
    });
  } catch (error) {
    throw error instanceof RenderError ? placedBelow(name, error) : error;
  }
}

/** The same error, its file told from where the command was given. */
function placedBelow(chart: string, error: RenderError): RenderError {
  const { file, line, column } = error.place;
  if (file === undefined || isAbsolute(file)) return error;
  const { message, code, hint, cause } = error;
  return new RenderError(code, message, { file: join(chart, file), line, column, hint, cause });
}

/** Whether the path is a folder. */
function kindOf(name: string, path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new RenderError("chart-not-found", notFound(name), {
      hint:
        nearestFile(path, name) ??
        "Give the path of a chart's folder or of a .tgz; charts are not fetched from repositories.",
    });
  }
}

function notFound(name: string): string {
  if (isAbsolute(name) || name.startsWith(".") || name.includes("://"))
    return `path ${quote(name)} not found`;
  const [repository, chart] = name.split("/", 2);
  return chart === undefined
    ? `non-absolute URLs should be in form of repo_name/path_to_chart, got: ${name}`
    : `repo ${repository} not found`;
}

function folderFiles(path: string, profile: RenderProfile, log: Log): ChartFile[] {
  const used = "Contents of linked file included and used";
  return readChartFolder(path, {
    onLink: (from, to) =>
      log(
        profile.major === 3
          ? logLine(profile, "walk.go:75", `found symbolic link in path: ${from} resolves to ${to}. ${used}`)
          : slogLine("INFO", `found symbolic link in path. ${used}`, { path: from, resolved: to }),
      ),
  });
}

/** Helm 4 keeps the cause to itself; here it follows. */
function archiveFiles(path: string, { major }: RenderProfile): ChartFile[] {
  const data = readFileSync(path);
  if (data[0] !== 0x1f || data[1] !== 0x8b) {
    throw new Error(
      /\.ya?ml$/.test(path)
        ? `file '${path}' seems to be a YAML file, but expected a gzipped archive`
        : `file '${path}' does not appear to be a gzipped archive; got 'application/octet-stream'`,
    );
  }
  return major === 3
    ? readArchive(data, gunzip)
    : helmError("chart-invalid", "unable to load chart archive: ", {}, () => readArchive(data, gunzip));
}
