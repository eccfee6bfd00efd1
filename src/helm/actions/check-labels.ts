import { HelmFailure } from "../helm-failure.ts";

/** Labels that release records have anyway. */
const reserved = ["name", "owner", "status", "version", "createdAt", "modifiedAt"];

/** @throws HelmFailure if `--labels` names one that is reserved (pkg/storage/driver/labels.go) */
export function checkLabels(labels: Readonly<Record<string, string>>): void {
  if (!reserved.some((name) => name in labels)) return;
  throw new HelmFailure(
    `user supplied labels contains system reserved label name. System labels: [${reserved.join(" ")}]`,
  );
}
