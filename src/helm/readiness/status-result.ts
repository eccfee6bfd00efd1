export type Status = "Current" | "InProgress" | "Failed" | "Terminating" | "NotFound" | "Unknown";

/** What kstatus says about an object. */
export interface StatusResult {
  readonly status: Status;
  readonly message: string;
}

export const current = (message: string): StatusResult => ({ status: "Current", message });
export const inProgress = (message: string): StatusResult => ({ status: "InProgress", message });
export const failed = (message: string): StatusResult => ({ status: "Failed", message });
