import type { ObjectName } from "../../recording/recording.ts";

/** Names an object within a run: `Pod/default/web-0`. */
export const keyOf = ({ kind, namespace, name }: ObjectName): string => `${kind}/${namespace}/${name}`;
