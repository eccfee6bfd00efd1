import { extended } from "../../../util/extended.ts";
import type { KubeObject } from "../object.ts";
import {
  type FieldErrors,
  invalid,
  invalidFor,
  invalidUnshown,
  none,
  required,
  unsupported,
} from "../validation/field-errors.ts";
import { dns1035Label, dns1123Subdomain } from "../validation/names.ts";
import type { Strategy } from "./strategy.ts";

interface Backend {
  readonly service?: {
    readonly name?: string;
    readonly port?: { readonly number?: number; readonly name?: string };
  };
  readonly resource?: Readonly<Record<string, unknown>>;
}

interface Ingress extends KubeObject {
  readonly spec: {
    readonly ingressClassName?: string;
    readonly defaultBackend?: Backend;
    readonly rules?: readonly {
      readonly host?: string;
      readonly http?: {
        readonly paths?: readonly {
          readonly path?: string;
          readonly pathType?: string;
          readonly backend?: Backend;
        }[];
      };
    }[];
  };
}

const pathTypes = ["Exact", "ImplementationSpecific", "Prefix"];

/** pkg/apis/networking/validation/validation.go */
export const ingressStrategy: Strategy<Ingress> = {
  prepare: (object) => extended(object, { status: { loadBalancer: {} } }),
  validate: ({ spec = {} }) => {
    const { rules = [], defaultBackend } = spec;
    return [
      ...(rules.length === 0 && defaultBackend === undefined
        ? [invalidUnshown("spec", "either `defaultBackend` or `rules` must be specified")]
        : none),
      ...(defaultBackend === undefined ? none : validateBackend(defaultBackend, "spec.defaultBackend")),
      ...rules.flatMap(({ host = "", http }, i) => [
        ...(host === "" ? none : validateHost(host, `spec.rules[${i}].host`)),
        ...(http === undefined ? none : validatePaths(http.paths ?? [], `spec.rules[${i}].http.paths`)),
      ]),
    ];
  },
};

const validateHost = (host: string, path: string): FieldErrors =>
  invalidFor(path, host, dns1123Subdomain(host.replace(/^\*\./, "")));

type Paths = NonNullable<NonNullable<NonNullable<Ingress["spec"]["rules"]>[number]["http"]>["paths"]>;

function validatePaths(paths: Paths, path: string): FieldErrors {
  if (paths.length === 0) return [required(path)];
  return paths.flatMap(({ path: route = "", pathType, backend = {} }, i) => {
    const at = `${path}[${i}]`;
    const absolute = route.startsWith("/");
    const mayBeEmpty = pathType === "ImplementationSpecific" && route === "";
    return [
      ...(pathType === undefined
        ? [required(`${at}.pathType`, "pathType must be specified")]
        : pathTypes.includes(pathType)
          ? none
          : [unsupported(`${at}.pathType`, pathType, pathTypes)]),
      ...(absolute || mayBeEmpty ? none : [invalid(`${at}.path`, route, "must be an absolute path")]),
      ...validateBackend(backend, `${at}.backend`),
    ];
  });
}

function validateBackend({ service, resource }: Backend, path: string): FieldErrors {
  if (resource !== undefined)
    return service === undefined
      ? none
      : [invalidUnshown(path, "cannot set both resource and service backends")];
  const { name = "", port } = service ?? {};
  return [
    ...(name === ""
      ? [required(`${path}.service.name`)]
      : invalidFor(`${path}.service.name`, name, dns1035Label(name))),
    ...(port?.number === undefined && (port?.name ?? "") === ""
      ? [required(path, "port name or number is required")]
      : none),
  ];
}
