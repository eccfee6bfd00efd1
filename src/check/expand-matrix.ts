import { matchesGlob } from "../scenario/glob.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { withFlags } from "../scenario/with-flags.ts";
import { SeatrialError } from "../util/errors.ts";

/** A combination of a matrix. */
export interface Variant {
  /** what tells it from the others, in words: `small-values.yaml`, `replicas=3`, `helm 3.17.3` */
  readonly labels: readonly string[];
  readonly scenario: Scenario;
}

/**
 * A scenario for each combination of its matrix; one without labels where there is none.
 *
 * @param listFolder the names in a folder, whose path is joined to the scenario's
 * @throws SeatrialError for a pattern that no file fits
 */
export function expandMatrix(scenario: Scenario, listFolder: (path: string) => readonly string[]): Variant[] {
  const { values, set = [], helm = [], kubernetes = [] } = scenario.matrix;
  const files = (values ?? []).flatMap((pattern) => valuesFiles(pattern, scenario, listFolder));
  let variants: Variant[] = [{ labels: [], scenario }];
  const axis = <T>(
    items: readonly T[],
    apply: (to: Scenario, item: T) => Scenario,
    label: (item: T) => string,
  ) => {
    if (items.length > 0)
      variants = variants.flatMap(({ labels, scenario }) =>
        items.map((item) => ({ labels: [...labels, label(item)], scenario: apply(scenario, item) })),
      );
  };
  axis(files, (to, file) => withFlags(to, ["-f", file]), baseName);
  axis(
    set,
    (to, value) => withFlags(to, ["--set", value]),
    (value) => value,
  );
  axis(
    helm,
    (to, helmVersion) => ({ ...to, helmVersion }),
    (version) => `helm ${version}`,
  );
  axis(
    kubernetes,
    (to, kubernetesVersion) => ({ ...to, kubernetesVersion }),
    (version) => `kubernetes ${version}`,
  );
  return variants;
}

/** Only the last part of a pattern may hold wildcards. */
function valuesFiles(
  pattern: string,
  { directory, name }: Scenario,
  listFolder: (path: string) => readonly string[],
): string[] {
  if (!/[*?]/.test(pattern)) return [pattern];
  const slash = pattern.lastIndexOf("/") + 1;
  const [folder, last] = [pattern.slice(0, slash), pattern.slice(slash)];
  const path = folder.startsWith("/") ? folder : `${directory}/${folder}`;
  const found = listFolder(path).filter((file) => matchesGlob(last, file));
  if (found.length === 0)
    throw new SeatrialError("no-values-file", `The matrix of ${name} names ${pattern}, and no file fits.`, {
      hint: "Only the last part of a path may hold * and ?; paths start in the scenario's folder.",
    });
  return found.map((file) => folder + file);
}

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
