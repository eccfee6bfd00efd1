import { deepEqual } from "../../../util/deep-equal.ts";
import { Quantity } from "../quantity.ts";
import {
  type FieldErrors,
  forbidden,
  invalid,
  none,
  required,
  unsupported,
} from "../validation/field-errors.ts";
import type { PersistentVolumeClaim } from "../volumes.ts";
import { withDefaults, withStruct } from "../with-defaults.ts";
import type { Strategy } from "./strategy.ts";

type Spec = PersistentVolumeClaim["spec"];

/** How volumes may be shared. */
export const modes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
const protection = "kubernetes.io/pvc-protection";

export const defaultClaimSpec = <T extends Readonly<Record<string, unknown>>>(spec: T = {} as T): T =>
  withDefaults(spec, { volumeMode: "Filesystem" });

/** pkg/apis/core/v1/defaults.go and pkg/apis/core/validation/validation.go */
export const persistentVolumeClaimStrategy: Strategy<PersistentVolumeClaim> = {
  defaults: (object) => withStruct(object, "spec", defaultClaimSpec),
  prepare: (object) => ({
    ...object,
    // The StorageObjectInUseProtection admission plugin.
    metadata: {
      ...object.metadata,
      finalizers: [...new Set([...(object.metadata.finalizers ?? []), protection])],
    },
    status: { phase: "Pending" },
  }),
  validate: ({ spec }) => {
    const { accessModes = [], resources } = spec;
    const storage = resources?.requests?.["storage"];
    return [
      ...(accessModes.length === 0
        ? [required("spec.accessModes", "at least 1 access mode is required")]
        : none),
      ...accessModes
        .filter((mode) => !modes.includes(mode))
        .map((mode) => unsupported("spec.accessModes", mode, modes)),
      ...(storage === undefined
        ? [required("spec.resources[storage]")]
        : Quantity.of(storage).compare(Quantity.zero) <= 0
          ? [invalid("spec.resources[storage]", storage, "must be greater than zero")]
          : none),
    ];
  },
  validateUpdate: ({ spec }, old) => validateSpecUpdate(spec, old),
};

/** A bound claim may grow; all else is fixed once it has been said. */
function validateSpecUpdate(spec: Spec, old: PersistentVolumeClaim): FieldErrors {
  const fixed = ({ resources, volumeAttributesClassName, volumeName, storageClassName, ...rest }: Spec) =>
    rest;
  const bound = old.status.phase === "Bound";
  const setOnce = (field: "volumeName" | "storageClassName"): boolean =>
    spec[field] === old.spec[field] || old.spec[field] === undefined;
  const [before, after] = [storageOf(old.spec), storageOf(spec)];
  const grows = bound || after.compare(before) === 0;
  const same =
    deepEqual(fixed(spec), fixed(old.spec)) && setOnce("volumeName") && setOnce("storageClassName");
  if (!same || !grows)
    return [
      forbidden(
        "spec",
        "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims",
      ),
    ];
  return after.compare(before) < 0
    ? [forbidden("spec.resources.requests.storage", "field can not be less than status.capacity")]
    : none;
}

const storageOf = (spec: Spec): Quantity => Quantity.of(spec.resources?.requests?.["storage"]);
