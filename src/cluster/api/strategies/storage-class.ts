import { deepEqual } from "../../../util/deep-equal.ts";
import { forbidden, immutable, none, required, unsupported } from "../validation/field-errors.ts";
import type { StorageClass } from "../volumes.ts";
import { withDefaults } from "../with-defaults.ts";
import type { Strategy } from "./strategy.ts";

const modes = ["Immediate", "WaitForFirstConsumer"];

/** pkg/apis/storage/v1/defaults.go and pkg/apis/storage/validation/validation.go */
export const storageClassStrategy: Strategy<StorageClass> = {
  defaults: (object) => withDefaults(object, { reclaimPolicy: "Delete", volumeBindingMode: "Immediate" }),
  validate: ({ provisioner = "", reclaimPolicy, volumeBindingMode }) => [
    ...(provisioner === "" ? [required("provisioner")] : none),
    ...(reclaimPolicy === "Delete" || reclaimPolicy === "Retain"
      ? none
      : [unsupported("reclaimPolicy", reclaimPolicy, ["Delete", "Retain"])]),
    ...(modes.includes(volumeBindingMode)
      ? none
      : [unsupported("volumeBindingMode", volumeBindingMode, modes)]),
  ],
  validateUpdate: (wanted, old) => [
    ...(["parameters", "provisioner", "reclaimPolicy"] as const)
      .filter((field) => !deepEqual(wanted[field], old[field]))
      .map((field) => forbidden(field, `updates to ${field} are forbidden.`)),
    ...(wanted.volumeBindingMode === old.volumeBindingMode
      ? none
      : [immutable("volumeBindingMode", wanted.volumeBindingMode)]),
  ],
};
