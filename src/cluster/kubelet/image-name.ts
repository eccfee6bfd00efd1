interface ImageName {
  readonly registry: string;
  readonly path: string;
  /** a tag, or a digest with its algorithm */
  readonly version: string;
}

/** The parts of an image's name, with the registry and tag that it has when it says none. */
export function imageName(image: string): ImageName {
  const [first = "", ...rest] = image.split("/");
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const local = hasRegistry ? rest.join("/") : `${rest.length === 0 ? "library/" : ""}${image}`;
  const [, path = local, version = ""] = /^(.*?)(?:[:@]([^/]*))?$/.exec(local) ?? [];
  return { registry: hasRegistry ? first : "docker.io", path, version: version || "latest" };
}

/** The whole name as container runtimes write it. */
export function fullImageName(image: string): string {
  const { registry, path, version } = imageName(image);
  return `${registry}/${path}${version.includes(":") ? "@" : ":"}${version}`;
}

export const isImageName = (image: string): boolean =>
  /^[a-z0-9]([a-zA-Z0-9._\-/:]*[a-zA-Z0-9_])?(@sha256:[0-9a-f]{64})?$/.test(image) &&
  image
    .replace(/@.*$/, "")
    .split("/")
    .slice(image.includes("/") && /[.:]|^localhost$/.test(image.split("/")[0] ?? "") ? 1 : 0)
    .every((part) => /^[a-z0-9]+([._-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?$/.test(part));
