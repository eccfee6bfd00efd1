import type { KubeObject } from "../cluster/api/object.ts";
import type { ObjectName, RecordedWrite } from "../recording/recording.ts";

/** A write and its place among all of them: two of the same moment have an order. */
export interface NumberedWrite extends RecordedWrite {
  readonly index: number;
}

/** What became of each object of a run. */
export class History {
  private readonly byName = new Map<string, NumberedWrite[]>();

  constructor(writes: readonly RecordedWrite[]) {
    for (const [index, write] of writes.entries()) {
      const key = keyOf(write);
      const list = this.byName.get(key);
      if (list === undefined) this.byName.set(key, [{ ...write, index }]);
      else list.push({ ...write, index });
    }
  }

  /** The writes to one object, in order. */
  of(name: ObjectName): readonly NumberedWrite[] {
    return this.byName.get(keyOf(name)) ?? [];
  }

  /** The writes to each object of a kind. */
  ofKind(kind: string): (readonly NumberedWrite[])[] {
    return [...this.byName.values()].filter(([first]) => first?.kind === kind);
  }

  /** Every object's writes. */
  all(): Iterable<readonly NumberedWrite[]> {
    return this.byName.values();
  }

  /** The object as it was just before a write, or undefined if it was not there. */
  before(name: ObjectName, index: number): KubeObject | undefined {
    const last = this.of(name).findLast((write) => write.index < index);
    return last === undefined || last.type === "DELETED" ? undefined : last.object;
  }

  /** The object as it was at a time, all writes of that moment included. */
  at(name: ObjectName, t: number): KubeObject | undefined {
    const last = this.of(name).findLast((write) => write.t <= t);
    return last === undefined || last.type === "DELETED" ? undefined : last.object;
  }

  /** The object at the end of the run. */
  last(name: ObjectName): KubeObject | undefined {
    return this.before(name, Number.POSITIVE_INFINITY);
  }
}

const keyOf = ({ kind, namespace, name }: ObjectName): string => `${kind}/${namespace}/${name}`;
