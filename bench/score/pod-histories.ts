import type { Row } from "./recorded-case.ts";

/** What one pod went through: `READY STATUS RESTARTS` each time that changed. */
export interface PodHistory {
  readonly id: string;
  readonly start: number;
  readonly rows: number;
  readonly states: readonly { readonly state: string; readonly t: number }[];
}

interface Growing {
  readonly group: string;
  readonly start: number;
  rows: number;
  age: number;
  readonly states: { state: string; t: number }[];
}

const suffix = "[bcdfghjklmnpqrstvwxz2456789]{5}";
const replicaName = new RegExp(`^(.*)-([bcdfghjklmnpqrstvwxz2456789]{6,10})-${suffix}$`);
const randomName = new RegExp(`^(.*)-${suffix}$`);

/**
 * Tells the pods of a watch apart and names them by what they are: the n-th ReplicaSet of a Deployment, the n-th pod of a
 * Job. Replicas are interchangeable, so they are numbered by what happened to them and then by when it ended.
 */
export function podHistories(lines: readonly Row[]): PodHistory[] {
  const groups = new Map<string, Growing[]>();
  const current = new Map<string, Growing>();
  const hashes = new Map<string, string[]>();
  for (const { t, line } of lines) {
    const [name = "", ready, status, restarts = "", age = ""] = line.trim().split(/\s{2,}/);
    if (name === "NAME" || age === "") continue;
    const known = current.get(name);
    // A name that is younger than before belongs to a new pod: a StatefulSet's.
    const pod =
      known === undefined || seconds(age) < known.age ? begin(groupOf(name, hashes), t, groups) : known;
    current.set(name, pod);
    pod.rows++;
    pod.age = seconds(age);
    const state = `${ready} ${status} ${restarts.split(" ")[0]}`;
    if (pod.states.at(-1)?.state !== state) pod.states.push({ state, t });
  }
  return [...groups].flatMap(([group, pods]) =>
    [...pods]
      .sort(byHistory)
      .map((pod, i) => ({ id: `${group}#${i + 1}`, start: pod.start, rows: pod.rows, states: pod.states })),
  );
}

function begin(group: string, start: number, groups: Map<string, Growing[]>): Growing {
  const pod: Growing = { group, start, rows: 0, age: 0, states: [] };
  groups.set(group, [...(groups.get(group) ?? []), pod]);
  return pod;
}

function groupOf(name: string, hashes: Map<string, string[]>): string {
  const replica = replicaName.exec(name);
  if (replica !== null) {
    const [, owner = "", hash = ""] = replica;
    const known = hashes.get(owner) ?? [];
    if (!known.includes(hash)) known.push(hash);
    hashes.set(owner, known);
    return `${owner}/${known.indexOf(hash) + 1}`;
  }
  return (randomName.exec(name)?.[1] ?? name).replace(/-\d{8}$/, "-<minute>");
}

function byHistory(a: Growing, b: Growing): number {
  const key = (pod: Growing): string => pod.states.map(({ state }) => state).join(">");
  const end = (pod: Growing): number => pod.states.at(-1)?.t ?? 0;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : end(a) - end(b);
}

const seconds = (age: string): number =>
  [...age.matchAll(/(\d+)([smhd])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * ({ s: 1, m: 60, h: 3600, d: 86400 }[unit ?? "s"] ?? 0),
    0,
  );
