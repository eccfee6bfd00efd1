import { oncePer } from "../../util/once-per.ts";
import type { HelmRules } from "../profiles/helm-rules.ts";
import { type FlagSpec, flag } from "./flag-spec.ts";

/** Flags that every command has. */
export const globalFlags = oncePer((rules: HelmRules): readonly FlagSpec[] => [
  flag("namespace", "string", "namespace of the release", { shorthand: "n" }),
  flag("debug", "bool", "tell what is done meanwhile"),
  flag("kubeconfig", "string", "kubeconfig file"),
  flag("kube-context", "string", "context of the kubeconfig file"),
  flag("kube-apiserver", "string", "address of the API server"),
  flag("kube-token", "string", "bearer token"),
  flag("kube-as-user", "string", "user to impersonate"),
  flag("kube-as-group", "stringArray", "group to impersonate"),
  flag("kube-ca-file", "string", "certificate authority of the API server"),
  flag("kube-insecure-skip-tls-verify", "bool", "do not check the API server's certificate"),
  flag("kube-tls-server-name", "string", "name in the API server's certificate"),
  flag("registry-config", "string", "registry configuration file"),
  flag("repository-config", "string", "repository configuration file"),
  flag("repository-cache", "string", "folder of cached repository indexes"),
  ...(rules.since(3, 10)
    ? [flag("burst-limit", "int", "limit of a burst of calls", { default: "100" })]
    : []),
  ...(rules.since(3, 15) ? [flag("qps", "string", "calls a second, bursts aside")] : []),
  ...(rules.major === 4
    ? [
        flag("content-cache", "string", "folder of cached content"),
        flag("color", "string", "never, auto or always", { default: "auto" }),
        flag("colour", "string", "never, auto or always", { default: "auto" }),
      ]
    : []),
]);

/** Where a chart comes from (install, upgrade, template). */
export const chartFlags = (rules: HelmRules): readonly FlagSpec[] => [
  flag("version", "string", "version or range of the chart"),
  flag("repo", "string", "repository of the chart"),
  flag("username", "string", "user name for the repository"),
  flag("password", "string", "password for the repository"),
  ...(rules.since(3, 6) ? [flag("pass-credentials", "bool", "send credentials to every host")] : []),
  flag("ca-file", "string", "certificate authority of the repository"),
  flag("cert-file", "string", "client certificate for the repository"),
  flag("key-file", "string", "client key for the repository"),
  ...(rules.since(3, 3)
    ? [flag("insecure-skip-tls-verify", "bool", "do not check the repository's certificate")]
    : []),
  ...(rules.since(3, 13) ? [flag("plain-http", "bool", "fetch the chart without TLS")] : []),
  flag("verify", "bool", "check the chart's signature"),
  flag("keyring", "string", "public keys for --verify"),
  flag("devel", "bool", "prereleases count, too"),
  flag("dependency-update", "bool", "fetch missing dependencies first"),
];

/** What the user sets (install, upgrade, template). */
export const valuesFlags = (rules: HelmRules): readonly FlagSpec[] => [
  flag("values", "strings", "a YAML file of values; may be repeated", { shorthand: "f" }),
  flag("set", "stringArray", "key=value, comma separated; may be repeated"),
  flag("set-string", "stringArray", "key=value, every value a string"),
  flag("set-file", "stringArray", "key=path, the value is the file's text"),
  ...(rules.since(3, 10) ? [flag("set-json", "stringArray", "key=JSON")] : []),
  ...(rules.since(3, 12) ? [flag("set-literal", "stringArray", "key=value, taken as it is")] : []),
];

/** How a chart is rendered (install, upgrade, template). */
export const renderFlags = (rules: HelmRules): readonly FlagSpec[] => [
  flag("no-hooks", "bool", "run no hooks"),
  flag("disable-openapi-validation", "bool", "do not check objects against the API's schema"),
  flag("skip-crds", "bool", "leave crds/ out"),
  ...(rules.since(3, 1)
    ? [flag("post-renderer", "string", "program (from Helm 4 a plugin) that edits what was rendered")]
    : []),
  ...(rules.since(3, 8) ? [flag("post-renderer-args", "stringArray", "arguments of the post-renderer")] : []),
  flag("render-subchart-notes", "bool", "print the notes of subcharts, too"),
  ...(rules.since(3, 16) ? [flag("skip-schema-validation", "bool", "ignore values.schema.json")] : []),
  ...(rules.since(3, 12) ? [flag("enable-dns", "bool", "let templates look up host names")] : []),
  flag("create-namespace", "bool", "make the namespace first"),
];

export const outputFlag = flag("output", "format", "table, json or yaml", {
  shorthand: "o",
  default: "table",
});

export const timeoutFlag = flag("timeout", "duration", "how long each single wait may take", {
  default: "5m0s",
});

/** `--wait` and what belongs to it. */
export const waitFlags = (rules: HelmRules): readonly FlagSpec[] => [
  waitFlag(rules, "wait until the release's objects are ready"),
  ...(rules.since(3, 5) ? [flag("wait-for-jobs", "bool", "with --wait: until Jobs are complete, too")] : []),
];

export const waitFlag = (rules: HelmRules, help: string): FlagSpec =>
  rules.waitStrategies
    ? flag("wait", "WaitStrategy", `${help}: watcher, hookOnly or legacy`, {
        default: "hookOnly",
        bare: "watcher",
      })
    : flag("wait", "bool", help);

/** How objects are written (install, upgrade, rollback). */
export const applyFlags = (rules: HelmRules, serverSide: "bool" | "auto"): readonly FlagSpec[] =>
  rules.serverSideApply
    ? [
        flag("force-replace", "bool", "replace objects instead of patching them"),
        flag("force", "bool", "replace objects instead of patching them", {
          deprecated: "use --force-replace instead",
        }),
        flag("force-conflicts", "bool", "take fields over from other managers"),
        serverSide === "bool"
          ? flag("server-side", "bool", "apply on the server", { default: "true" })
          : flag("server-side", "string", "apply on the server: true, false, or auto (as before)", {
              default: "auto",
            }),
      ]
    : [flag("force", "bool", "replace objects instead of patching them")];

/** What happens to a release that fails (install, upgrade). */
export const failureFlags = (rules: HelmRules): readonly FlagSpec[] =>
  rules.major === 4
    ? [
        flag("rollback-on-failure", "bool", "undo the command if it fails; waits, too"),
        flag("atomic", "bool", "undo the command if it fails", {
          deprecated: "use --rollback-on-failure instead",
        }),
      ]
    : [flag("atomic", "bool", "undo the command if it fails; implies --wait")];

/** A flag whose type changed: a bool at first, a word since 3.13. */
export const dryRunFlag = (rules: HelmRules): FlagSpec =>
  rules.major === 4
    ? flag("dry-run", "string", "none, client or server", { default: "none", bare: "unset" })
    : rules.since(3, 13)
      ? flag("dry-run", "string", "client or server", { bare: "client" })
      : flag("dry-run", "bool", "change nothing");

/** What a release record gets besides the chart (install, upgrade). */
export const recordFlags = (rules: HelmRules): readonly FlagSpec[] => [
  flag("description", "string", "description of the revision"),
  ...(rules.since(3, 13)
    ? [flag("labels", "stringToString", "labels of the release record", { shorthand: "l" })]
    : []),
  ...(rules.since(3, 15) ? [flag("hide-secret", "bool", "leave Secrets out of a dry run's text")] : []),
  ...(rules.since(3, 16) ? [flag("hide-notes", "bool", "leave the notes out")] : []),
  ...(rules.since(3, 17) ? [flag("take-ownership", "bool", "adopt objects that exist already")] : []),
];
