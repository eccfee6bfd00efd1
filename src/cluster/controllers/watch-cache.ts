import type { ApiServer } from "../api/api-server.ts";
import { type KubeObject, keyOf } from "../api/object.ts";

/**
 * The objects of one kind as a watcher knows them: a little older than the server's own. What a controller is asked for
 * it learns no earlier than this tells (staging/client-go/tools/cache/shared_informer.go).
 */
export class WatchCache<T extends KubeObject> {
  private readonly objects = new Map<string, T>();

  /** To be made before other watches of the kind are begun, so that these find it up to date. */
  constructor(api: ApiServer, kind: string) {
    api.watch<T>(kind, ({ type, object }) => {
      if (type === "DELETED") this.objects.delete(keyOf(object));
      else this.objects.set(keyOf(object), object);
    });
  }

  get(key: string): T | undefined {
    return this.objects.get(key);
  }
}
