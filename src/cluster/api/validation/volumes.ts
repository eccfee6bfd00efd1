import type { Volume } from "../pod.ts";
import {
  duplicate,
  type FieldErrors,
  forbidden,
  invalid,
  invalidFor,
  none,
  required,
  unsupported,
} from "./field-errors.ts";
import { dns1123Label } from "./names.ts";

type Fields = Readonly<Record<string, unknown>>;

const hostPathTypes = [
  "",
  "BlockDevice",
  "CharDevice",
  "Directory",
  "DirectoryOrCreate",
  "File",
  "FileOrCreate",
  "Socket",
];

/** A pod's volumes: named, of one kind each (pkg/apis/core/validation/validation.go, ValidateVolumes). */
export function validateVolumes(volumes: readonly Volume[] | undefined, path: string): FieldErrors {
  const seen = new Set<string>();
  return (volumes ?? []).flatMap((volume, i) => {
    const at = `${path}[${i}]`;
    const { name = "", ...sources } = volume;
    const errors: string[] = [...validateSources(sources, at)];
    if (name === "") errors.push(required(`${at}.name`));
    else errors.push(...invalidFor(`${at}.name`, name, dns1123Label(name)));
    if (seen.has(name)) errors.push(duplicate(`${at}.name`, name));
    seen.add(name);
    return errors;
  });
}

function validateSources(sources: Fields, path: string): FieldErrors {
  const given = Object.entries(sources).filter(([, source]) => source !== undefined && source !== null);
  if (given.length === 0) return [required(path, "must specify a volume type")];
  return given.flatMap(([kind, source], i) =>
    i > 0
      ? [forbidden(`${path}.${kind}`, "may not specify more than 1 volume type")]
      : validateSource(kind, source as Fields, `${path}.${kind}`),
  );
}

function validateSource(kind: string, source: Fields, path: string): FieldErrors {
  const demand = (field: string): FieldErrors =>
    source[field] === undefined || source[field] === "" ? [required(`${path}.${field}`)] : none;
  switch (kind) {
    case "hostPath": {
      const type = source["type"];
      const known = type === undefined || hostPathTypes.includes(String(type));
      return [...demand("path"), ...(known ? none : [unsupported(`${path}.type`, type, hostPathTypes)])];
    }
    case "secret":
      return [...demand("secretName"), ...validateItems(source, path)];
    case "configMap":
      return [...demand("name"), ...validateItems(source, path)];
    case "persistentVolumeClaim":
      return demand("claimName");
    case "nfs":
      return [...demand("server"), ...demand("path")];
    case "csi":
      return demand("driver");
    default:
      return none;
  }
}

function validateItems(source: Fields, path: string): FieldErrors {
  const mode = source["defaultMode"];
  const items = (source["items"] ?? []) as readonly { readonly key?: string; readonly path?: string }[];
  return [
    ...(typeof mode === "number" && (mode < 0 || mode > 0o777)
      ? [invalid(`${path}.defaultMode`, mode, "must be a number between 0 and 0777 (octal), both inclusive")]
      : none),
    ...items.flatMap(({ key = "", path: target = "" }, i) => {
      const at = `${path}.items[${i}]`;
      return [
        ...(key === "" ? [required(`${at}.key`)] : none),
        ...(target === "" ? [required(`${at}.path`)] : none),
        ...(target.startsWith("/") ? [invalid(`${at}.path`, target, "must be a relative path")] : none),
        ...(target.split("/").includes("..")
          ? [invalid(`${at}.path`, target, "must not contain '..'")]
          : none),
      ];
    }),
  ];
}
