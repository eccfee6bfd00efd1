import { ApiError } from "../cluster/api/api-error.ts";
import type { KubeObject, ObjectInput, ObjectRef } from "../cluster/api/object.ts";
import type { WallClock } from "../cluster/api/wall-clock.ts";
import type { Process } from "../sim/wait.ts";
import type { ApiClient } from "./api-client.ts";
import { HelmFailure, prefixed } from "./helm-failure.ts";
import type { Release } from "./release.ts";
import { decodeRelease, encodeRelease } from "./release-payload.ts";

const secretName = (name: string, revision: number): string => `sh.helm.release.v1.${name}.v${revision}`;

interface ReleaseSecret extends KubeObject {
  readonly data: { readonly release: string };
}

/**
 * Release records as Secrets of the release's namespace (pkg/storage/storage.go, driver/secrets.go): one for each
 * revision, labelled with its owner, name, status and revision.
 */
export class ReleaseStorage {
  constructor(
    private readonly api: ApiClient,
    private readonly clock: WallClock,
    private readonly namespace: string,
  ) {}

  /** Every revision of a release, oldest first. */
  *history(name: string): Process<Release[]> {
    const releases = yield* this.query((labels) => labels.name === name, this.namespace);
    return releases.sort((a, b) => a.revision - b.revision);
  }

  /** @throws HelmFailure `release: not found` */
  *last(name: string): Process<Release> {
    const last = (yield* this.history(name)).at(-1);
    if (last === undefined) throw new HelmFailure("release: not found");
    return last;
  }

  *deployed(name: string): Process<Release[]> {
    const releases = yield* this.query(
      (labels) => labels.name === name && labels.status === "deployed",
      this.namespace,
    );
    return releases.sort((a, b) => a.revision - b.revision);
  }

  /** @throws HelmFailure `release: not found` */
  *get(name: string, revision: number): Process<Release> {
    const secret = yield* this.api.find<ReleaseSecret>(this.ref(name, revision));
    if (secret === undefined) throw new HelmFailure("release: not found");
    return decode(secret);
  }

  /** Every record of the namespace, or of all namespaces. */
  all(everywhere: boolean): Process<Release[]> {
    return this.query(() => true, everywhere ? undefined : this.namespace);
  }

  private *query(
    matches: (labels: Readonly<Record<string, string>>) => boolean,
    namespace: string | undefined,
  ): Process<Release[]> {
    const secrets = yield* this.api.list<ReleaseSecret>("Secret", namespace);
    return secrets.filter((each) => isRecord(each) && matches(each.metadata.labels ?? {})).map(decode);
  }

  /**
   * Stores a new revision; with a positive `maxHistory`, the oldest ones make room first, the last deployed one excepted.
   * @throws HelmFailure `release: already exists`, or the server's refusal
   */
  *create(release: Release, maxHistory = 0): Process<void> {
    if (maxHistory > 0) yield* this.prune(release.name, maxHistory - 1);
    try {
      yield* this.api.create(this.secretOf(release, { createdAt: this.seconds() }));
    } catch (error) {
      if (error instanceof ApiError && error.reason === "AlreadyExists")
        throw new HelmFailure("release: already exists");
      throw prefixed("create: failed to create", error);
    }
  }

  *update(release: Release): Process<void> {
    const { metadata, data } = this.secretOf(release, { modifiedAt: this.seconds() });
    try {
      yield* this.api.update<ReleaseSecret>(this.ref(release.name, release.revision), (secret) => ({
        ...secret,
        metadata: { ...secret.metadata, labels: metadata.labels ?? {} },
        data,
      }));
    } catch (error) {
      throw prefixed("update: failed to update", error);
    }
  }

  *delete(release: Pick<Release, "name" | "revision">): Process<void> {
    const ref = this.ref(release.name, release.revision);
    yield* this.api.get(ref);
    yield* this.api.delete(ref);
  }

  private *prune(name: string, keep: number): Process<void> {
    const history = yield* this.history(name);
    const lastDeployed = history.findLast((each) => each.status === "deployed");
    let surplus = history.length - keep;
    for (const release of history) {
      if (surplus <= 0) return;
      if (release === lastDeployed) continue;
      yield* this.delete(release);
      surplus--;
    }
  }

  private ref(name: string, revision: number): ObjectRef {
    return { kind: "Secret", namespace: this.namespace, name: secretName(name, revision) };
  }

  private seconds(): string {
    return String(Math.floor(this.clock.milliseconds / 1000));
  }

  private secretOf(
    release: Release,
    time: Readonly<Record<string, string>>,
  ): ObjectInput & Pick<ReleaseSecret, "data"> {
    return {
      apiVersion: "v1",
      kind: "Secret",
      metadata: {
        name: secretName(release.name, release.revision),
        namespace: this.namespace,
        labels: {
          ...release.labels,
          ...time,
          name: release.name,
          owner: "helm",
          status: release.status,
          version: String(release.revision),
        },
      },
      type: "helm.sh/release.v1",
      data: { release: encodeRelease(release) },
    };
  }
}

const isRecord = (secret: ReleaseSecret): boolean =>
  secret.metadata.labels?.owner === "helm" && typeof secret.data?.release === "string";

const decode = (secret: ReleaseSecret): Release => decodeRelease(secret.data.release);
