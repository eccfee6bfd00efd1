import { Coalescer } from "../../chart/coalesce.ts";
import { helmError } from "../../chart/render-error.ts";
import { renderProfile } from "../../chart/render-profile.ts";
import type { GoMap } from "../../gotemplate/value.ts";
import { valueToYaml } from "../../goyaml/emit-yaml.ts";
import type { Release } from "../release.ts";
import type { Session } from "../session.ts";

/** The user's values of a release, filled up with the chart's own. */
export function computedValues({ rules }: Session, release: Release): GoMap {
  const coalescer = new Coalescer(renderProfile(rules.version), () => {});
  return helmError("values-invalid", "", {}, () => coalescer.coalesce(release.chart, release.config));
}

/** Both kinds of values as YAML. */
export const valuesOf = (
  session: Session,
  release: Release,
): { readonly user: string; readonly computed: string } => ({
  user: valueToYaml(release.config),
  computed: valueToYaml(computedValues(session, release)),
});
