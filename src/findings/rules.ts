import type { Rule } from "./rule.ts";
import { claimWaitsForConsumer } from "./rules/claim-waits-for-consumer.ts";
import { customResourceBeforeDefinition } from "./rules/custom-resource-before-definition.ts";
import { duplicateObject } from "./rules/duplicate-object.ts";
import { fieldOfWrongType } from "./rules/field-of-wrong-type.ts";
import { hookBeforeItsRole } from "./rules/hook-before-its-role.ts";
import { hookDeletePolicyUnknown } from "./rules/hook-delete-policy-unknown.ts";
import { hookDeletedBeforeLog } from "./rules/hook-deleted-before-log.ts";
import { hookDeletedTooEarly } from "./rules/hook-deleted-too-early.ts";
import { hookFails } from "./rules/hook-fails.ts";
import { hookKindNotWaitedFor } from "./rules/hook-kind-not-waited-for.ts";
import { hookLacksPermission } from "./rules/hook-lacks-permission.ts";
import { hookLeftBlocksNextRun } from "./rules/hook-left-blocks-next-run.ts";
import { hookNameOrder } from "./rules/hook-name-order.ts";
import { hookNeedsLaterObject } from "./rules/hook-needs-later-object.ts";
import { hookNeedsLaterService } from "./rules/hook-needs-later-service.ts";
import { hookObjectOnlyOnInstall } from "./rules/hook-object-only-on-install.ts";
import { hookRecreatedOnUpgrade } from "./rules/hook-recreated-on-upgrade.ts";
import { hookTimeoutTooShort } from "./rules/hook-timeout-too-short.ts";
import { hookWeightNotInteger } from "./rules/hook-weight-not-integer.ts";
import { hooksLeftAfterUninstall } from "./rules/hooks-left-after-uninstall.ts";
import { imageCannotBePulled } from "./rules/image-cannot-be-pulled.ts";
import { imageTagMoves } from "./rules/image-tag-moves.ts";
import { immutableField } from "./rules/immutable-field.ts";
import { immutableJob } from "./rules/immutable-job.ts";
import { initWaitsForPostHook } from "./rules/init-waits-for-post-hook.ts";
import { jobFails } from "./rules/job-fails.ts";
import { jobTtlDuringWait } from "./rules/job-ttl-during-wait.ts";
import { kindNotServed } from "./rules/kind-not-served.ts";
import { objectMissing } from "./rules/object-missing.ts";
import { objectRefused } from "./rules/object-refused.ts";
import { objectTurnedIntoHook } from "./rules/object-turned-into-hook.ts";
import { pastHookEvent } from "./rules/past-hook-event.ts";
import { podNeverScheduled } from "./rules/pod-never-scheduled.ts";
import { postDeleteHookNeedsDeletedObject } from "./rules/post-delete-hook-needs-deleted-object.ts";
import { preUpgradeNeedsNewObject } from "./rules/pre-upgrade-needs-new-object.ts";
import { preUpgradeOldConfig } from "./rules/pre-upgrade-old-config.ts";
import { randomValueChanges } from "./rules/random-value-changes.ts";
import { readinessAbsent } from "./rules/readiness-absent.ts";
import { replicasUnderAutoscaler } from "./rules/replicas-under-autoscaler.ts";
import { retrySkipsPreInstall } from "./rules/retry-skips-pre-install.ts";
import { rollbackKeepsMigration } from "./rules/rollback-keeps-migration.ts";
import { testLeavesPods } from "./rules/test-leaves-pods.ts";
import { unknownField } from "./rules/unknown-field.ts";
import { unknownHookEvent } from "./rules/unknown-hook-event.ts";
import { upgradeDowntime } from "./rules/upgrade-downtime.ts";
import { volumeHeldByOldPod } from "./rules/volume-held-by-old-pod.ts";
import { waitDeadlock } from "./rules/wait-deadlock.ts";

/** Every rule, by its id. */
export const rules: readonly Rule[] = [
  claimWaitsForConsumer,
  customResourceBeforeDefinition,
  duplicateObject,
  fieldOfWrongType,
  hookBeforeItsRole,
  hookDeletePolicyUnknown,
  hookDeletedBeforeLog,
  hookDeletedTooEarly,
  hookFails,
  hookKindNotWaitedFor,
  hookLacksPermission,
  hookLeftBlocksNextRun,
  hookNameOrder,
  hookNeedsLaterObject,
  hookNeedsLaterService,
  hookObjectOnlyOnInstall,
  hookRecreatedOnUpgrade,
  hookTimeoutTooShort,
  hookWeightNotInteger,
  hooksLeftAfterUninstall,
  imageCannotBePulled,
  imageTagMoves,
  immutableField,
  immutableJob,
  initWaitsForPostHook,
  jobFails,
  jobTtlDuringWait,
  kindNotServed,
  objectMissing,
  objectRefused,
  objectTurnedIntoHook,
  pastHookEvent,
  podNeverScheduled,
  postDeleteHookNeedsDeletedObject,
  preUpgradeNeedsNewObject,
  preUpgradeOldConfig,
  randomValueChanges,
  readinessAbsent,
  replicasUnderAutoscaler,
  retrySkipsPreInstall,
  rollbackKeepsMigration,
  testLeavesPods,
  unknownField,
  unknownHookEvent,
  upgradeDowntime,
  volumeHeldByOldPod,
  waitDeadlock,
];
