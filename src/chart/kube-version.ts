import { quote } from "../gotemplate/text/quote.ts";
import { parseVersion, versionText } from "../sprig/semantic-version.ts";
import { helmError } from "./render-error.ts";

/** A Kubernetes version as `.Capabilities.KubeVersion` shows it. */
export interface KubeVersion {
  /** With its suffix: `v1.31.2-gke.1`. */
  readonly version: string;
  /** What it prints as and what Chart.yaml's kubeVersion is held against; Helm 4 leaves the suffix off. */
  readonly text: string;
  readonly major: string;
  readonly minor: string;
}

/** Reads what `--kube-version` was given. Throws RenderError with Helm's words. */
export function parseKubeVersion(given: string, major: 3 | 4): KubeVersion {
  return helmError("kube-version", `invalid kube version '${given}': `, {}, () =>
    major === 3 ? semanticVersion(given) : genericVersion(given),
  );
}

function semanticVersion(given: string): KubeVersion {
  const parsed = parseVersion(given, "3.3");
  const version = `v${versionText(parsed)}`;
  return { version, text: version, major: String(parsed.major), minor: String(parsed.minor) };
}

/** apimachinery's version.ParseGeneric: two numbers or more, whatever follows. */
function genericVersion(given: string): KubeVersion {
  const numbers = /^[\t\n\f\r ]*v?([0-9]+(?:\.[0-9]+)*)/.exec(given)?.[1];
  if (numbers === undefined) throw new Error(`could not parse ${quote(given)} as version`);
  const [major = "", minor] = numbers.split(".");
  if (minor === undefined) throw new Error(`illegal version string ${quote(given)}`);
  if (major.startsWith("0") && major !== "0")
    throw new Error(`illegal zero-prefixed version component ${quote(major)} in ${quote(given)}`);
  const text = `v${numbers
    .split(".")
    .map((number) => BigInt(number))
    .join(".")}`;
  const trimmed = given.trimStart();
  return {
    version: trimmed.startsWith("v") ? trimmed : `v${trimmed}`,
    text,
    major,
    minor: String(BigInt(minor)),
  };
}
