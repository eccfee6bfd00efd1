import { Signal, until } from "../../sim/signal.ts";
import { type Process, sleep } from "../../sim/wait.ts";
import type { Container, Pod } from "../api/pod.ts";
import type { ClusterContext } from "../cluster.ts";
import type { NodeLink } from "../node-links.ts";
import { Backoff } from "./backoff.ts";
import { isImageName } from "./image-name.ts";
import { pullError } from "./pull-error.ts";

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

  constructor(
    private readonly context: ClusterContext,
    private readonly link: NodeLink,
  ) {}

  /** Makes sure that a container's image is there; gives why not. */
  *ensure(pod: Pod, container: Container, fieldPath: string): Process<StartError | undefined> {
    const { kernel, behaviours, latency, events } = this.context;
    const { image, imagePullPolicy } = container;
    const record = (type: "Normal" | "Warning", reason: string, message: string): void =>
      this.link.through(() => events.record("kubelet", pod, type, reason, message, fieldPath));
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
      const full = source.pull ?? latency.imageCheck;
      yield* sleep(cached || source.unreachable ? Math.min(full, latency.imageCheck * 2) : full);
    } finally {
      this.pulling = false;
      this.pulled.emit();
    }
    // An outage that has begun meanwhile cuts the pull short.
    const error = pullError(image, source) ?? pullError(image, behaviours.imageSource(image));
    if (error !== undefined) {
      this.backoff.next(key, kernel.now, kernel.now);
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
