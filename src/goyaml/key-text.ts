import { formatFloat } from "../gotemplate/text/format-float.ts";
import { inInt64, type Resolved } from "./resolve-scalar.ts";

/** The JSON name that sigs.k8s.io/yaml gives to a YAML key; undefined for null and for integers beyond int64. */
export function keyText({ kind, value }: Resolved): string | undefined {
  if (kind === "null") return undefined;
  if (kind === "float") return floatKeyText(Number(value));
  if (kind === "int" && !inInt64(value)) return undefined;
  return String(value);
}

/** A float as a key is written with the precision of a float32. */
function floatKeyText(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return ".nan";
  if (!Number.isFinite(single)) return single > 0 ? ".inf" : "-.inf";
  for (let digits = 1; digits < 9; digits++) {
    const shorter = Number(single.toPrecision(digits));
    if (Math.fround(shorter) === single) return formatFloat(shorter);
  }
  return formatFloat(Number(single.toPrecision(9)));
}
