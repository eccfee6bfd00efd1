import type { Pod } from "../cluster/api/pod.ts";

/** What a container has written so far; "" for nothing. */
export type ContainerLogs = (pod: Pod, container: string) => string;
