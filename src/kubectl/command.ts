import { type FlagSpec, flag } from "../helm/flags/flag-spec.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import type { Process } from "../sim/wait.ts";
import type { Session } from "./session.ts";

/** One command of kubectl. */
export interface Command {
  /** `get`, `rollout status` */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly flags: readonly FlagSpec[];
  /** Does its work; what it throws is printed and makes the exit code 1. */
  run(session: Session, flags: FlagValues, operands: readonly string[]): Process<void>;
}

/** Flags that every command has, as far as they matter here; the rest is about connections and logs. */
export const globalFlags: readonly FlagSpec[] = [
  flag("namespace", "string", "If present, the namespace scope for this CLI request", { shorthand: "n" }),
  flag("context", "string", "The name of the kubeconfig context to use"),
  flag("cluster", "string", "The name of the kubeconfig cluster to use"),
  flag("user", "string", "The name of the kubeconfig user to use"),
  flag("kubeconfig", "string", "Path to the kubeconfig file to use for CLI requests."),
  flag("server", "string", "The address and port of the Kubernetes API server", { shorthand: "s" }),
  flag(
    "request-timeout",
    "string",
    "The length of time to wait before giving up on a single server request.",
    { default: "0" },
  ),
  flag("as", "string", "Username to impersonate for the operation."),
  flag("v", "int", "number for the log level verbosity", { shorthand: "v" }),
  flag("warnings-as-errors", "bool", "Treat warnings received from the server as errors"),
];

export const selectorFlag = flag("selector", "string", "Selector (label query) to filter on", {
  shorthand: "l",
});

export const filenameFlags: readonly FlagSpec[] = [
  flag("filename", "strings", "Filename, directory, or URL to files identifying the resource", {
    shorthand: "f",
  }),
  flag("recursive", "bool", "Process the directory used in -f, --filename recursively.", { shorthand: "R" }),
];

export const outputFlag = flag("output", "string", "Output format.", { shorthand: "o" });

export const dryRunFlag = flag("dry-run", "string", 'Must be "none", "server", or "client".', {
  default: "none",
  bare: "client",
});

/** Accepted, and without meaning for a simulated cluster. */
export const silentFlags: readonly FlagSpec[] = [
  flag("field-manager", "string", "Name of the manager used to track field ownership."),
  flag("show-managed-fields", "bool", "If true, keep the managedFields when printing objects."),
  flag("allow-missing-template-keys", "bool", "If true, ignore any errors in templates.", {
    default: "true",
  }),
];

/** Flags of commands that change the objects which arguments, files or a selector name. */
export const changeFlags: readonly FlagSpec[] = [
  ...filenameFlags,
  dryRunFlag,
  outputFlag,
  selectorFlag,
  ...silentFlags,
];

export const validateFlag = flag(
  "validate",
  "string",
  "Must be one of: strict (or true), warn, ignore (or false).",
  {
    default: "strict",
    bare: "strict",
  },
);
