import { type FlagSpec, flag } from "../helm/flags/flag-spec.ts";
import {
  applyFlags,
  chartFlags,
  dryRunFlag,
  failureFlags,
  recordFlags,
  renderFlags,
  timeoutFlag,
  valuesFlags,
  waitFlags,
} from "../helm/flags/shared-flags.ts";
import type { HelmRules } from "../helm/profiles/helm-rules.ts";

/** The flags of `helm template`; those about a cluster are taken and change nothing. */
export const templateFlags = (rules: HelmRules): readonly FlagSpec[] => [
  ...chartFlags(rules),
  ...valuesFlags(rules),
  ...renderFlags(rules),
  ...recordFlags(rules).filter(({ name }) => name !== "hide-secret"),
  ...waitFlags(rules),
  ...failureFlags(rules),
  ...(rules.since(3, 12) ? applyFlags(rules, "bool") : []),
  timeoutFlag,
  dryRunFlag(rules),
  flag("generate-name", "bool", "make up a name", { shorthand: "g" }),
  flag("name-template", "string", "template of the name"),
  flag("replace", "bool", "no effect"),
  flag("show-only", "stringArray", "print the documents of these templates alone; may be repeated", {
    shorthand: "s",
  }),
  flag("output-dir", "string", "write files below this folder instead of printing"),
  flag("release-name", "bool", "with --output-dir: below a folder named after the release"),
  flag("validate", "bool", "not supported: it takes a cluster"),
  flag("include-crds", "bool", "print crds/ too"),
  flag("skip-tests", "bool", "leave test hooks out"),
  flag("is-upgrade", "bool", "render as for an upgrade"),
  flag("kube-version", "string", "Kubernetes version that templates see"),
  flag("api-versions", "strings", "API versions that templates see besides the usual ones", {
    shorthand: "a",
  }),
];
