import { kubernetesRules, newestKubernetes } from "../cluster/kubernetes-rules.ts";
import type { ObjectName, RecordedHook, RecordedWrite, Recording } from "../recording/recording.ts";
import { StableNames } from "../recording/stable-names.ts";
import type { HookPattern, ObjectPattern } from "../scenario/expect/claim.ts";
import { matchesGlob } from "../scenario/glob.ts";
import { nearestWord } from "../util/nearest-word.ts";

/** An object of a run with all writes to it; `at` is a write's place among all writes. */
export interface Subject {
  readonly object: ObjectName;
  /** `Job/migrate` */
  readonly label: string;
  readonly writes: readonly { readonly write: RecordedWrite; readonly at: number }[];
}

/** What the patterns of sentences may name in a run. Random names are matched as they are and as their stable ones. */
export class Subjects {
  private readonly all: readonly Subject[];
  private readonly names: StableNames;
  readonly rules;

  constructor(readonly recording: Recording) {
    this.names = new StableNames(recording.objects);
    this.rules = kubernetesRules(recording.kubernetesVersion) ?? kubernetesRules(newestKubernetes);
    const found = new Map<string, { object: ObjectName; writes: { write: RecordedWrite; at: number }[] }>();
    for (const [at, write] of recording.objects.entries()) {
      const { kind, namespace, name } = write;
      const key = `${kind}/${namespace}/${name}`;
      const subject = found.get(key) ?? { object: { kind, namespace, name }, writes: [] };
      found.set(key, subject);
      subject.writes.push({ write, at });
    }
    this.all = [...found.values()].map((subject) => ({ ...subject, label: labelOf(subject.object) }));
  }

  objects(pattern: ObjectPattern): Subject[] {
    return this.all.filter(({ object }) => this.matches(pattern, object));
  }

  hooks({ event, object }: HookPattern): RecordedHook[] {
    return this.recording.hooks.filter(
      (hook) => (event === "" || hook.event === event) && this.matches(object, hook),
    );
  }

  matches(pattern: ObjectPattern, { kind, namespace, name }: ObjectName): boolean {
    return (
      // the group of a custom kind may be left out
      [kind, kind.split(".")[0] ?? kind].some((each) => matchesGlob(pattern.kind, each)) &&
      (pattern.namespace === "" || matchesGlob(pattern.namespace, namespace)) &&
      [name, this.names.replace(name)].some((each) => matchesGlob(pattern.name, each))
    );
  }

  /** That nothing in the run is called so, with what is. */
  absence(pattern: ObjectPattern, what = "object"): string {
    const names = (what === "hook" ? this.recording.hooks : this.all.map(({ object }) => object)).map(
      labelOf,
    );
    const near = nearestWord(patternText(pattern), new Set(names));
    return `there was no ${what} ${patternText(pattern)} in the run.${near === undefined ? "" : ` Did you mean ${near}?`}`;
  }
}

export const labelOf = ({ kind, name }: Pick<ObjectName, "kind" | "name">): string => `${kind}/${name}`;

export const patternText = ({ kind, namespace, name }: ObjectPattern): string =>
  namespace === "" ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
