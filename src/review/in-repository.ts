import type { Place } from "../util/errors.ts";

/**
 * Where in a repository something is that a chart's own paths name: `web/templates/a.yaml`, as Helm says, is
 * `charts/web/templates/a.yaml`. What is in a packed subchart is placed at the archive, and what is nowhere at Chart.yaml.
 *
 * @param chart the chart's folder, from the root of the repository
 * @param files every file of the repository, from its root
 */
export const inRepository =
  (chart: string, files: ReadonlySet<string>) =>
  (place: Place): Place => {
    const { file } = place;
    if (file === undefined) return place;
    const below = (path: string): string => (chart === "." ? path : `${chart}/${path}`);
    const inChart = file.slice(file.indexOf("/") + 1);
    const found = [below(inChart), file, below(file)].find((path) => files.has(path));
    if (found !== undefined) return { ...place, file: found };
    const subchart = /^charts\/([^/]+)\//.exec(inChart)?.[1];
    const archive =
      subchart === undefined
        ? undefined
        : [...files].find((path) => path.startsWith(below(`charts/${subchart}-`)) && path.endsWith(".tgz"));
    return { file: archive ?? below("Chart.yaml") };
  };
