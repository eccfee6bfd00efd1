/** When Helm runs hooks. */
export const hookEvents = [
  "pre-install",
  "post-install",
  "pre-delete",
  "post-delete",
  "pre-upgrade",
  "post-upgrade",
  "pre-rollback",
  "post-rollback",
  "test",
] as const;

export type HookEvent = (typeof hookEvents)[number];

/** The words of `helm.sh/hook` and what each means; `crd-install` and `test-failure` were Helm 2's. */
export const hookWords: ReadonlyMap<string, HookEvent> = new Map<string, HookEvent>([
  ...hookEvents.map((event) => [event, event] as const),
  ["test-success", "test"],
]);
