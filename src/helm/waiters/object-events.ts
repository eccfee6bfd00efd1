import type { ApiServer } from "../../cluster/api/api-server.ts";
import type { ObjectRef } from "../../cluster/api/object.ts";
import { EventStream } from "./event-stream.ts";

/** A watch of one object, which begins with how it is now. Must be closed. */
export const objectEvents = (api: ApiServer, { kind, namespace, name }: ObjectRef): EventStream =>
  new EventStream(
    api,
    [kind],
    ({ metadata }) => metadata.name === name && (metadata.namespace ?? "") === namespace,
  );
