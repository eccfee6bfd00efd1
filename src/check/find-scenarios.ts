import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { SeatrialError } from "../util/errors.ts";
import { listFolder } from "./list-folder.ts";

/** What a path names: a scenario file, or a chart to be installed as it is. */
export interface Source {
  readonly kind: "scenario" | "chart";
  readonly path: string;
}

/**
 * The scenarios that paths name. Of a folder these are the YAML files in it and below, but not what belongs to a chart,
 * manifests (they have an apiVersion), values files and what has a `scenarios/` of its own; a folder that is a chart is one itself, with the scenarios in its
 * `scenarios/`. @throws SeatrialError for a path that is not there, and where nothing is found
 */
export function findScenarios(paths: readonly string[]): Source[] {
  const found = paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined)
      throw new SeatrialError("no-scenarios", `There is no file or folder ${path}.`, {
        hint: "seatrial init CHART writes a first scenario.",
      });
    if (!stat.isDirectory()) return [{ kind: "scenario" as const, path }];
    if (!isChart(path)) return inFolder(path);
    const own = join(path, "scenarios");
    return [{ kind: "chart" as const, path }, ...(existsSync(own) ? inFolder(own) : [])];
  });
  const once = [...new Map(found.map((source) => [source.path, source])).values()];
  if (once.length === 0)
    throw new SeatrialError("no-scenarios", `There is no scenario in ${paths.join(", ")}.`, {
      hint: "seatrial init CHART writes a first one.",
    });
  return once;
}

const isChart = (folder: string): boolean => existsSync(join(folder, "Chart.yaml"));

/** A chart, or a folder that is checked by itself. */
const isOwnProject = (folder: string): boolean => isChart(folder) || existsSync(join(folder, "scenarios"));

function inFolder(folder: string): Source[] {
  return listFolder(folder).flatMap((name): Source[] => {
    const path = join(folder, name);
    if (statSync(path).isDirectory())
      return name.startsWith(".") || name === "node_modules" || isOwnProject(path) ? [] : inFolder(path);
    if (!/\.ya?ml$/.test(name) || /values/.test(name)) return [];
    return /^apiVersion:/m.test(readFileSync(path, "utf8")) ? [] : [{ kind: "scenario", path }];
  });
}
