import type { Command } from "../command.ts";
import { apply } from "./apply.ts";
import { cordon, uncordon } from "./cordon.ts";
import { create } from "./create.ts";
import { createConfigMap, createSecret } from "./create-config.ts";
import { createNamespace, createServiceAccount } from "./create-simple.ts";
import { createDeployment, createJob } from "./create-workload.ts";
import { deleteCommand } from "./delete.ts";
import { drain } from "./drain.ts";
import { get } from "./get.ts";
import { annotate, label } from "./label.ts";
import { patch } from "./patch.ts";
import { replace } from "./replace.ts";
import { rolloutHistoryCommand } from "./rollout-history.ts";
import { rolloutPause, rolloutResume } from "./rollout-pause.ts";
import { rolloutRestart } from "./rollout-restart.ts";
import { rolloutStatus } from "./rollout-status.ts";
import { rolloutUndo } from "./rollout-undo.ts";
import { runPod } from "./run-pod.ts";
import { scale } from "./scale.ts";
import { setEnv } from "./set-env.ts";
import { setImage } from "./set-image.ts";
import { taint } from "./taint.ts";
import { wait } from "./wait.ts";

/** Every command that can be simulated. */
export const commands: readonly Command[] = [
  ...[get, apply, create, replace, patch, deleteCommand, runPod, wait, scale],
  ...[createNamespace, createServiceAccount, createConfigMap, createSecret, createJob, createDeployment],
  ...[rolloutStatus, rolloutRestart, rolloutUndo, rolloutHistoryCommand, rolloutPause, rolloutResume],
  ...[setImage, setEnv, label, annotate, taint, cordon, uncordon, drain],
];
