import type { ObjectInput } from "../../cluster/api/object.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import type { Process } from "../../sim/wait.ts";
import { claimedNew } from "../claim.ts";
import { type Command, dryRunFlag, outputFlag, silentFlags } from "../command.ts";
import { KubectlError, usageError } from "../kubectl-error.ts";
import { parseMarks } from "../parse-marks.ts";
import { dryRunMode, outcomeText } from "../print-object.ts";
import { inNamespace } from "./create-command.ts";

/** kubectl/pkg/cmd/run/run.go, as far as it makes a pod and does not attach to it */
export const runPod: Command = {
  name: "run",
  flags: [
    flag("annotations", "stringArray", "Annotations to apply to the pod."),
    flag("command", "bool", "If true and extra arguments are present, use them as the 'command' field."),
    flag("env", "stringArray", "Environment variables to set in the container."),
    flag("image", "string", "The image for the container to run."),
    flag("image-pull-policy", "string", "The image pull policy for the container."),
    flag("labels", "string", "Comma separated labels to apply to the pod.", { shorthand: "l" }),
    flag("port", "string", "The port that this container exposes."),
    flag("quiet", "bool", "If true, suppress prompt messages.", { shorthand: "q" }),
    flag("restart", "string", "The restart policy for this Pod.", { default: "Always" }),
    dryRunFlag,
    outputFlag,
    ...silentFlags,
  ],

  *run(session, flags, [name, ...args]): Process<void> {
    if (flags.text("image") === "") throw new KubectlError('required flag(s) "image" not set');
    if (name === undefined) throw usageError("run", "NAME is required for run");
    const restartPolicy = flags.text("restart");
    if (!["Always", "OnFailure", "Never"].includes(restartPolicy))
      throw usageError("run", `invalid restart policy: ${restartPolicy}`);
    const labels = flags.changed("labels") ? parseMarks(flags.text("labels").split(",")) : { run: name };
    const annotations = parseMarks(flags.all("annotations"));
    const pod: ObjectInput = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        name,
        labels,
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      },
      spec: {
        containers: [container(name, flags, args)],
        dnsPolicy: "ClusterFirst",
        restartPolicy,
      },
      status: {},
    };
    const really = dryRunMode(flags) === "none";
    const object = inNamespace(session, pod, really);
    const created = really ? yield* session.api.create(claimedNew(object, "kubectl-run")) : object;
    session.output.stdout += outcomeText(flags, created, "created");
  },
};

function container(
  name: string,
  flags: FlagValues,
  args: readonly string[],
): Readonly<Record<string, unknown>> {
  const env = Object.entries(parseMarks(flags.all("env"))).map(([name, value]) => ({ name, value }));
  return {
    name,
    image: flags.text("image"),
    resources: {},
    ...(args.length === 0 ? {} : flags.bool("command") ? { command: args } : { args }),
    ...(env.length === 0 ? {} : { env }),
    ...(flags.text("image-pull-policy") === "" ? {} : { imagePullPolicy: flags.text("image-pull-policy") }),
    ...(flags.text("port") === "" ? {} : { ports: [{ containerPort: Number(flags.text("port")) }] }),
  };
}
