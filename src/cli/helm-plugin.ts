/**
 * The command line as it was given. As a plugin (`helm seatrial install …`) the program is called without the flags that
 * Helm takes for its own; where they go are variables of the environment.
 */
export function withHelmsOwnFlags(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const [first = "", second = ""] = args;
  const command = first === "play" ? second : first;
  if (env["HELM_PLUGIN_NAME"] !== "seatrial") return args;
  const namespace = env["HELM_NAMESPACE"] ?? "";
  const taken = [
    ...(namespace !== "" && namespace !== "default" && takesNamespace.has(command)
      ? [`--namespace=${namespace}`]
      : []),
    ...(env["HELM_DEBUG"] === "true" && takesDebug.has(command) ? ["--debug"] : []),
  ];
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  return [...args.slice(0, end), ...taken, ...args.slice(end)];
}

/** The commands that are commands of Helm, or take their flags. */
const takesDebug: ReadonlySet<string> = new Set(
  "template plan install upgrade rollback uninstall test diff review explore".split(" "),
);

const takesNamespace: ReadonlySet<string> = new Set([...takesDebug, "run"]);
