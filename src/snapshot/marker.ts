import type { RecordedHook, RecordedPhase, Recording } from "../recording/recording.ts";

/** A line about what the client does; what comes about by it stands below. */
export interface Marker {
  readonly t: number;
  /** of a phase or a command: said as a comment */
  readonly text: string;
  /** the hook that begins */
  readonly hook: RecordedHook | undefined;
  readonly endsHook: boolean;
  /** the phase that begins */
  readonly phase: RecordedPhase | undefined;
}

const phaseTexts: Readonly<Record<RecordedPhase["name"], string>> = {
  crds: "custom resource definitions",
  hooks: "hooks",
  create: "create",
  update: "update",
  delete: "delete",
  "wait-ready": "wait until all is ready",
  "wait-deleted": "wait until all is deleted",
  undo: "undo",
};

/** What the clients did, in order: commands, phases, hooks. `durations`: say how long hooks took, to the grain. */
export function markers(recording: Recording, duration: ((seconds: number) => string) | undefined): Marker[] {
  const none = { hook: undefined, endsHook: false, phase: undefined };
  const found: Marker[] = [];
  for (const [index, { command, start, end, exitCode }] of recording.steps.entries())
    found.push(
      { ...none, t: start, text: `# $ ${command}` },
      { ...none, t: end, text: `step ${index + 1} exits ${exitCode}` },
    );
  for (const phase of recording.phases) {
    const event = phase.event === "" ? "" : `${phase.event} `;
    found.push({ ...none, phase, t: phase.start, text: `# ${event}${phaseTexts[phase.name]}` });
  }
  for (const hook of recording.hooks) {
    const text = `${hook.event} hook ${hook.kind}/${hook.name}`;
    found.push({ ...none, hook, t: hook.start, text: `${text} starts` });
    const outcome = { succeeded: "completes", failed: "fails", unfinished: undefined }[hook.outcome];
    const took = duration === undefined ? "" : ` after ${duration(hook.end - hook.start)}`;
    if (outcome !== undefined)
      found.push({ ...none, endsHook: true, t: hook.end, text: `${text} ${outcome}${took}` });
  }
  const rank = ({ text, phase, hook }: Marker): number =>
    text.startsWith("step ") ? 1 : text.startsWith("# $") ? 2 : phase ? 3 : hook ? 4 : 0;
  return found.sort((a, b) => a.t - b.t || rank(a) - rank(b));
}
