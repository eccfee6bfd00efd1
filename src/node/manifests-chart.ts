import { readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { Chart } from "../chart/chart.ts";
import { loadChart } from "../chart/load-chart.ts";
import type { Log } from "../chart/log-line.ts";
import { withoutBom } from "../chart/read-archive.ts";
import type { RenderProfile } from "../chart/render-profile.ts";
import { bytesToString, stringToBytes } from "../util/byte-string.ts";
import { gunzip } from "./gunzip.ts";
import { standardInput } from "./standard-input.ts";

/** Whether a command line's chart is none, but what was rendered elsewhere: a YAML file, or `-` for standard input. */
export function isManifests(path: string, directory: string): boolean {
  if (path === "-") return true;
  return /\.(ya?ml|json)$/.test(path) && isFile(resolve(directory, path));
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Manifests of the disk as a chart. */
export function readManifests(path: string, directory: string, profile: RenderProfile, log: Log): Chart {
  const data = path === "-" ? standardInput() : readFileSync(resolve(directory, path));
  const name = path === "-" ? "manifests" : basename(path).replace(/\.\w+$/, "");
  return manifestsChart(name, bytesToString(withoutBom(data)), profile, log);
}

/** A chart that renders to a text as it is, whatever looks like a template in it. */
export function manifestsChart(name: string, text: string, profile: RenderProfile, log: Log): Chart {
  const title =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "") || "manifests";
  const file = (path: string, content: string) => ({ name: path, data: stringToBytes(content) });
  const metadata = `apiVersion: v2\nname: ${title}\nversion: 0.0.0\n`;
  const literal = text.replaceAll("{{", '{{ "{{" }}');
  return loadChart([file("Chart.yaml", metadata), file(`templates/${title}.yaml`, literal)], {
    profile,
    log,
    gunzip,
  });
}
