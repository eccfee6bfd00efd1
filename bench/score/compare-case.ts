import type { Recording } from "../../src/recording/recording.ts";
import { eventOrder } from "./event-order.ts";
import { plainText } from "./plain-text.ts";
import { type PodHistory, podHistories } from "./pod-histories.ts";
import type { RecordedCase } from "./recorded-case.ts";

/** How near a simulated run came to a real one. Times in seconds; the rest are counts, `of` what was recorded. */
export interface CaseScore {
  readonly name: string;
  readonly pods: { readonly same: number; readonly of: number };
  readonly order: { readonly same: number; readonly of: number };
  readonly times: { readonly median: number; readonly p95: number };
  readonly rows: { readonly simulated: number; readonly of: number };
  readonly exitCodes: { readonly same: number; readonly of: number };
  readonly texts: { readonly same: number; readonly of: number };
  readonly events: { readonly found: number; readonly of: number; readonly invented: number };
  /** pairs of kinds of events about one object */
  readonly eventOrder: { readonly same: number; readonly of: number };
  readonly left: { readonly same: number; readonly of: number };
  /** what differs, a line each */
  readonly differences: readonly string[];
}

/** Rows that a real cluster prints this close together come in either order (seconds). */
const closeTogether = 0.75;

export function compareCase(real: RecordedCase, simulated: Recording): CaseScore {
  const wanted = podHistories(real.pods);
  const got = new Map(podHistories(simulated.watch.pods).map((pod) => [pod.id, pod]));
  const differences: string[] = [];
  const text = (pod: PodHistory | undefined): string =>
    pod?.states.map(({ state }) => state).join(" > ") ?? "no such pod";
  const same = wanted.filter((pod) => {
    const equal = text(pod) === text(got.get(pod.id));
    if (!equal) differences.push(`${pod.id}: recorded ${text(pod)}; simulated ${text(got.get(pod.id))}`);
    return equal;
  }).length;
  const plain = (event: string): string => plainText(event, real.namespace);
  const recordedEvents = real.events.map(plain);
  const simulatedEvents = simulated.events.map(({ type, reason, kind, name, message }) =>
    plain(`${type} ${reason} ${kind}/${name}: ${message}`),
  );
  const errors = transitionErrors(wanted, got).sort((a, b) => a - b);
  const count = (pods: Iterable<PodHistory>): number => [...pods].reduce((sum, pod) => sum + pod.rows, 0);
  return {
    name: real.name,
    pods: { same, of: wanted.length },
    order: order(wanted, got),
    times: { median: quantile(errors, 0.5), p95: quantile(errors, 0.95) },
    rows: { simulated: count(got.values()), of: count(wanted) },
    exitCodes: {
      same: real.steps.filter((step, i) => simulated.steps[i]?.exitCode === step.exitCode).length,
      of: real.steps.length,
    },
    texts: { same: sameTexts(real, simulated, differences), of: real.steps.length },
    events: compareEvents(recordedEvents, simulatedEvents, differences),
    eventOrder: eventOrder(recordedEvents, simulatedEvents),
    left: compareLeft(real, simulated, differences),
    differences,
  };
}

/** How far each state of each pod is from its time, counted from the pod's first row. */
function transitionErrors(wanted: readonly PodHistory[], got: ReadonlyMap<string, PodHistory>): number[] {
  return wanted.flatMap((pod) => {
    const other = got.get(pod.id);
    if (other === undefined) return [];
    const seen = new Map<string, number>();
    return pod.states.flatMap(({ state, t }) => {
      const nth = seen.get(state) ?? 0;
      seen.set(state, nth + 1);
      const match = other.states.filter((each) => each.state === state)[nth];
      return match === undefined ? [] : [Math.abs(t - pod.start - (match.t - other.start))];
    });
  });
}

/** Of all pairs of first states that were clearly apart, how many come in the same order. */
function order(
  wanted: readonly PodHistory[],
  got: ReadonlyMap<string, PodHistory>,
): { same: number; of: number } {
  const firsts = (pods: Iterable<PodHistory>): Map<string, number> => {
    const times = new Map<string, number>();
    for (const pod of pods)
      for (const { state, t } of pod.states)
        if (!times.has(`${pod.id} ${state}`)) times.set(`${pod.id} ${state}`, t);
    return times;
  };
  const real = firsts(wanted);
  const simulated = firsts(got.values());
  const keys = [...real.keys()].filter((key) => simulated.has(key));
  let same = 0;
  let of = 0;
  keys.forEach((a, i) => {
    for (const b of keys.slice(i + 1)) {
      const apart = (real.get(a) ?? 0) - (real.get(b) ?? 0);
      if (Math.abs(apart) < closeTogether || a.split("#")[0] === b.split("#")[0]) continue;
      of++;
      if (Math.sign((simulated.get(a) ?? 0) - (simulated.get(b) ?? 0)) === Math.sign(apart)) same++;
    }
  });
  return { same, of };
}

function sameTexts(real: RecordedCase, simulated: Recording, differences: string[]): number {
  return real.steps.filter((step, i) => {
    const other = simulated.steps[i];
    const want = plainText(step.text, real.namespace);
    const got = plainText(`${other?.stdout ?? ""}${other?.stderr ?? ""}`, real.namespace);
    if (want !== got)
      differences.push(`${step.command}: recorded ${JSON.stringify(want)}; simulated ${JSON.stringify(got)}`);
    return want === got;
  }).length;
}

/** Kinds of events (type, reason, object, message without random parts), each counted once. */
function compareEvents(
  recorded: readonly string[],
  simulated: readonly string[],
  differences: string[],
): CaseScore["events"] {
  const wanted = new Set(recorded);
  const got = new Set(simulated);
  const missing = [...wanted].filter((event) => !got.has(event));
  const invented = [...got].filter((event) => !wanted.has(event));
  for (const event of missing) differences.push(`event only recorded: ${event}`);
  for (const event of invented) differences.push(`event only simulated: ${event}`);
  return { found: wanted.size - missing.length, of: wanted.size, invented: invented.length };
}

/** What remained at the end, without random parts of names. */
function compareLeft(real: RecordedCase, simulated: Recording, differences: string[]): CaseScore["left"] {
  const plain = (names: Iterable<string>): string[] =>
    [...names].map((name) => plainText(name, real.namespace)).sort();
  const there = new Set<string>();
  for (const { type, kind, namespace, name } of simulated.objects) {
    if (namespace !== real.namespace) continue;
    if (type === "DELETED") there.delete(`${kind.toLowerCase()}/${name}`);
    else there.add(`${kind.toLowerCase()}/${name}`);
  }
  const got = plain(there);
  const wanted = plain(real.left.map((name) => name.replace(/^([a-z]+)\.[^/]*\//, "$1/")));
  const missing = wanted.filter((name) => !got.includes(name));
  if (missing.length > 0) differences.push(`not left: ${missing.join(", ")}`);
  return { same: wanted.length - missing.length, of: wanted.length };
}

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
