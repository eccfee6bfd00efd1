import type { Container, EnvVar, PodSpec } from "../../cluster/api/pod.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { Process } from "../../sim/wait.ts";
import { type Command, changeFlags } from "../command.ts";
import { KubectlError } from "../kubectl-error.ts";
import { withPodSpec } from "../pod-template.ts";
import { select } from "../resources/select.ts";
import { changeObjects } from "./change-objects.ts";

/** kubectl/pkg/cmd/set/set_env.go */
export const setEnv: Command = {
  name: "set env",
  flags: [
    flag("all", "bool", "Select all resources in the namespace of the specified resource types."),
    flag("containers", "string", "The names of containers in the selected pod templates to change.", {
      shorthand: "c",
      default: "*",
    }),
    flag(
      "env",
      "stringArray",
      "Specify a key-value pair for an environment variable to set into each container.",
      {
        shorthand: "e",
      },
    ),
    flag("overwrite", "bool", "If true, allow environment to be overwritten.", { default: "true" }),
    ...changeFlags,
  ],

  *run(session, flags, operands): Process<void> {
    const isUpdate = (each: string): boolean => /^[^/=]+(=|-$)/.test(each);
    const updates = [...operands.filter(isUpdate), ...flags.all("env")];
    if (updates.length === 0) throw new KubectlError("at least one environment variable must be provided");
    const selection = yield* select(
      session,
      flags,
      operands.filter((each) => !isUpdate(each)),
    );
    const pattern = flags.text("containers");
    yield* changeObjects(session, flags, selection, {
      manager: { manager: "kubectl-set" },
      change: (_found, live) => withPodSpec(live, (spec) => updateSpec(spec, pattern, updates)),
      outcome: (_found, changed) => (changed ? "env updated" : undefined),
    });
  },
};

function updateSpec(spec: PodSpec, pattern: string, updates: readonly string[]): PodSpec {
  const update = (container: Container): Container => {
    if (pattern !== "*" && pattern !== container.name) return container;
    const before = container.env ?? [];
    const env = updates.reduce(updateEnv, before);
    return env === before ? container : { ...container, env };
  };
  const containers = spec.containers.map(update);
  return containers.every((each, i) => each === spec.containers[i]) ? spec : { ...spec, containers };
}

/** `NAME=value` sets, `NAME-` removes. */
function updateEnv(env: readonly EnvVar[], update: string): readonly EnvVar[] {
  const [, name = "", value] = /^([^=]*?)(?:=(.*)|-)$/s.exec(update) ?? [];
  const present = env.find((each) => each.name === name);
  if (value === undefined) return present === undefined ? env : env.filter((each) => each !== present);
  if (present?.value === value) return env;
  const next = { name, value };
  return present === undefined ? [...env, next] : env.map((each) => (each === present ? next : each));
}
