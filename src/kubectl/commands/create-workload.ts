import type { KubeObject, ObjectInput } from "../../cluster/api/object.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import { KubectlError } from "../kubectl-error.ts";
import type { Session } from "../session.ts";
import { createCommand } from "./create-command.ts";

/** kubectl/pkg/cmd/create/create_job.go */
export const createJob = createCommand({
  name: "create job",
  flags: [
    flag("from", "string", "The name of the resource to create a Job from (only cronjob is supported)."),
    flag("image", "string", "Image name to run."),
  ],
  takesCommand: true,
  failure: "failed to create job: ",
  build(session, flags, name, command) {
    const [from, image] = [flags.text("from"), flags.text("image")];
    if ((from === "") === (image === ""))
      throw new KubectlError("either --image or --from must be specified");
    if (from !== "") return jobOfCronJob(session, from, name);
    const container = { name, image, resources: {}, ...(command.length === 0 ? {} : { command }) };
    return {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: { name },
      spec: { template: { metadata: {}, spec: { containers: [container], restartPolicy: "Never" } } },
      status: {},
    };
  },
});

interface CronJob extends KubeObject {
  readonly spec: {
    readonly jobTemplate: {
      readonly metadata?: {
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
      };
      readonly spec: Readonly<Record<string, unknown>>;
    };
  };
}

function jobOfCronJob({ cluster, mapper, namespace }: Session, from: string, name: string): ObjectInput {
  const [type = "", cronJob = ""] = from.split("/");
  const resource = mapper.require(type);
  if (resource.kind !== "CronJob") throw new KubectlError("from must be an existing cronjob");
  const { apiVersion, kind, metadata, spec } = cluster.api.require<CronJob>({
    kind: "CronJob",
    namespace,
    name: cronJob,
  });
  const template = spec.jobTemplate;
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      name,
      ...(template.metadata?.labels === undefined ? {} : { labels: template.metadata.labels }),
      annotations: { "cronjob.kubernetes.io/instantiate": "manual", ...template.metadata?.annotations },
      ownerReferences: [{ apiVersion, kind, name: metadata.name, uid: metadata.uid }],
    },
    spec: template.spec,
    status: {},
  };
}

/** kubectl/pkg/cmd/create/create_deployment.go */
export const createDeployment = createCommand({
  name: "create deployment",
  aliases: ["create deploy"],
  flags: [
    flag("image", "strings", "Image names to run."),
    flag("port", "int", "The containerPort that this deployment exposes.", { default: "-1" }),
    flag("replicas", "int", "Number of replicas to create.", { shorthand: "r", default: "1" }),
  ],
  takesCommand: true,
  failure: "failed to create deployment: ",
  build(_session, flags, name, command) {
    const images = flags.all("image");
    if (images.length === 0) throw new KubectlError('required flag(s) "image" not set');
    const port = flags.int("port");
    const containers = images.map((image) => ({
      name: containerName(image),
      image,
      resources: {},
      ...(command.length === 0 ? {} : { command }),
      ...(port < 0 ? {} : { ports: [{ containerPort: port }] }),
    }));
    const labels = { app: name };
    return {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name, labels },
      spec: {
        replicas: flags.int("replicas"),
        selector: { matchLabels: labels },
        strategy: {},
        template: { metadata: { labels }, spec: { containers } },
      },
      status: {},
    };
  },
});

/** The image's last name, without tag and digest. */
const containerName = (image: string): string =>
  (image.split("/").at(-1) ?? image)
    .split("@", 1)[0]
    ?.split(":", 1)[0]
    ?.toLowerCase()
    .replace(/[^a-z0-9-]/g, "-") ?? image;
