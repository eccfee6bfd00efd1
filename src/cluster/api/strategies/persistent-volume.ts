import { deepEqual } from "../../../util/deep-equal.ts";
import { Quantity } from "../quantity.ts";
import {
  type FieldErrors,
  forbidden,
  immutable,
  invalid,
  none,
  required,
  unsupported,
} from "../validation/field-errors.ts";
import type { PersistentVolume } from "../volumes.ts";
import { withDefaults, withStruct } from "../with-defaults.ts";
import { modes } from "./persistent-volume-claim.ts";
import type { Strategy } from "./strategy.ts";

type Spec = PersistentVolume["spec"];

const policies = ["Delete", "Recycle", "Retain"];
const protection = "kubernetes.io/pv-protection";

/** What says where a volume's data is, and is fixed from the beginning. */
const sources = [
  "awsElasticBlockStore",
  "azureDisk",
  "azureFile",
  "cephfs",
  "cinder",
  "csi",
  "fc",
  "flexVolume",
  "flocker",
  "gcePersistentDisk",
  "glusterfs",
  "hostPath",
  "iscsi",
  "local",
  "nfs",
  "photonPersistentDisk",
  "portworxVolume",
  "quobyte",
  "rbd",
  "scaleIO",
  "storageos",
  "vsphereVolume",
] as const;

/** pkg/apis/core/v1/defaults.go and pkg/apis/core/validation/validation.go */
export const persistentVolumeStrategy: Strategy<PersistentVolume> = {
  defaults: (object) =>
    withStruct(object, "spec", (spec) =>
      withDefaults(spec, { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem" }),
    ),
  prepare: (object) => ({
    ...object,
    // The StorageObjectInUseProtection admission plugin.
    metadata: {
      ...object.metadata,
      finalizers: [...new Set([...(object.metadata.finalizers ?? []), protection])],
    },
    status: { phase: "Pending" },
  }),
  validate: ({ spec }) => [
    ...validateModes(spec),
    ...validateCapacity(spec),
    ...validateSource(spec),
    ...(policies.includes(spec.persistentVolumeReclaimPolicy ?? "")
      ? none
      : [unsupported("spec.persistentVolumeReclaimPolicy", spec.persistentVolumeReclaimPolicy, policies)]),
  ],
  validateUpdate: ({ spec }, { spec: old }) => [
    ...(deepEqual(sourceOf(spec), sourceOf(old))
      ? none
      : [
          forbidden("spec.persistentvolumesource", "spec.persistentvolumesource is immutable after creation"),
        ]),
    ...(spec.volumeMode === old.volumeMode ? none : [immutable("volumeMode", spec.volumeMode)]),
  ],
};

function validateModes({ accessModes = [] }: Spec): FieldErrors {
  if (accessModes.length === 0) return [required("spec.accessModes")];
  return accessModes
    .filter((mode) => !modes.includes(mode))
    .map((mode) => unsupported("spec.accessModes", mode, modes));
}

function validateCapacity({ capacity = {} }: Spec): FieldErrors {
  const entries = Object.entries(capacity);
  if (entries.length === 0) return [required("spec.capacity")];
  const { storage } = capacity;
  if (storage === undefined || entries.length > 1)
    return [unsupported("spec.capacity", capacity, ["storage"])];
  return Quantity.of(storage).compare(Quantity.zero) > 0
    ? none
    : [invalid("spec.capacity[storage]", storage, "must be greater than zero")];
}

function validateSource(spec: Spec): FieldErrors {
  const [first, ...more] = Object.keys(sourceOf(spec));
  if (first === undefined) return [required("spec", "must specify a volume type")];
  return more.map((name) => forbidden(`spec.${name}`, "may not specify more than 1 volume type"));
}

const sourceOf = (spec: Spec): Readonly<Record<string, unknown>> =>
  Object.fromEntries(sources.filter((name) => spec[name] !== undefined).map((name) => [name, spec[name]]));
