import { Signal, until } from "../../sim/signal.ts";
import { type Process, sleep } from "../../sim/wait.ts";
import type { Container, Pod } from "../api/pod.ts";
import type { ClusterContext } from "../cluster.ts";
import { Backoff } from "./backoff.ts";

export interface StartError {
  /** the STATUS that the container shows */
  readonly reason: string;
  readonly message: string;
}

/** A pull that takes less (milliseconds) is no download: the node has the image from an earlier pod. */
const shortestDownload = 100;

/** One node's images: what is there, and pulls, one at a time (pkg/kubelet/images/image_manager.go). */
export class ImageManager {
  private readonly present = new Set<string>();
  private readonly backoff = new Backoff(10_000, 300_000);
  private readonly pulled = new Signal("another image to be pulled");
  private pulling = false;

  constructor(private readonly context: ClusterContext) {}

  /** Makes sure that a container's image is there; gives why not. */
  *ensure(pod: Pod, container: Container, fieldPath: string): Process<StartError | undefined> {
    const { kernel, behaviours, latency, events } = this.context;
    const { image, imagePullPolicy } = container;
    const record = (type: "Normal" | "Warning", reason: string, message: string): void =>
      events.record("kubelet", pod, type, reason, message, fieldPath);
    if (!isImageName(image)) {
      const error = `couldn't parse image name "${image}": invalid reference format`;
      record("Warning", "InspectFailed", `Failed to apply default image tag "${image}": ${error}`);
      return {
        reason: "InvalidImageName",
        message: `Failed to apply default image tag "${image}": ${error}`,
      };
    }
    const source = behaviours.imageSource(image);
    if (!source.missing && (source.pull ?? 0) < shortestDownload) this.present.add(image);
    yield* sleep(latency.imageCheck);
    if (this.present.has(image) && imagePullPolicy !== "Always") {
      record(
        "Normal",
        "Pulled",
        `Container image "${image}" already present on machine and can be accessed by the pod`,
      );
      return undefined;
    }
    if (imagePullPolicy === "Never") {
      const message = `Container image "${image}" is not present with pull policy of Never`;
      record("Warning", "ErrImageNeverPull", message);
      record("Warning", "Failed", "Error: ErrImageNeverPull");
      return { reason: "ErrImageNeverPull", message };
    }
    const key = `${pod.metadata.uid}_${image}`;
    if (this.backoff.isWaiting(key, kernel.now)) {
      record("Normal", "BackOff", `Back-off pulling image "${image}"`);
      record("Warning", "Failed", "Error: ImagePullBackOff");
      return { reason: "ImagePullBackOff", message: `Back-off pulling image "${image}"` };
    }
    record("Normal", "Pulling", `Pulling image "${image}"`);
    const asked = kernel.now;
    yield* this.turn();
    const began = kernel.now;
    try {
      const cached = this.present.has(image);
      yield* sleep(
        cached ? Math.min(source.pull ?? 0, latency.imageCheck * 2) : (source.pull ?? latency.imageCheck),
      );
    } finally {
      this.pulling = false;
      this.pulled.emit();
    }
    if (source.missing) {
      this.backoff.next(key, kernel.now);
      const full = fullName(image);
      const error = `rpc error: code = NotFound desc = failed to pull and unpack image "${full}": failed to resolve image: ${full}: not found`;
      record("Warning", "Failed", `Failed to pull image "${image}": ${error}`);
      record("Warning", "Failed", "Error: ErrImagePull");
      return { reason: "ErrImagePull", message: error };
    }
    this.present.add(image);
    const took = `${kernel.now - began}ms (${kernel.now - asked}ms including waiting)`;
    record("Normal", "Pulled", `Successfully pulled image "${image}" in ${took}. Image size: 1039342 bytes.`);
    return undefined;
  }

  private *turn(): Process<void> {
    yield* until(() => (this.pulling ? undefined : true), this.pulled, "its turn to pull an image");
    this.pulling = true;
  }
}

/** An image with the registry and tag that it has when it says none. */
function fullName(image: string): string {
  const [first = "", ...rest] = image.split("/");
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const path = hasRegistry ? image : `docker.io/${rest.length === 0 ? "library/" : ""}${image}`;
  return /[:@][^/]*$/.test(path) ? path : `${path}:latest`;
}

const isImageName = (image: string): boolean =>
  /^[a-z0-9]([a-zA-Z0-9._\-/:]*[a-zA-Z0-9_])?(@sha256:[0-9a-f]{64})?$/.test(image) &&
  image
    .replace(/@.*$/, "")
    .split("/")
    .slice(image.includes("/") && /[.:]|^localhost$/.test(image.split("/")[0] ?? "") ? 1 : 0)
    .every((part) => /^[a-z0-9]+([._-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?$/.test(part));
