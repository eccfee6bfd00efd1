import type { ImageSource } from "../behaviour.ts";
import { fullImageName, imageName } from "./image-name.ts";

/** Why a pull fails, in containerd's words; undefined if it does not. */
export function pullError(image: string, source: ImageSource): string | undefined {
  const full = fullImageName(image);
  const failed = `failed to pull and unpack image "${full}"`;
  if (source.unreachable) {
    const { registry, path, version } = imageName(image);
    const host = registry === "docker.io" ? "registry-1.docker.io" : registry;
    const answer = `unexpected status from HEAD request to https://${host}/v2/${path}/manifests/${version}: 503 Service Unavailable`;
    return `rpc error: code = Unknown desc = ${failed}: failed to resolve reference "${full}": ${answer}`;
  }
  if (!source.missing) return undefined;
  return `rpc error: code = NotFound desc = ${failed}: failed to resolve image: ${full}: not found`;
}
