import type { HookEvent } from "../chart/hook-events.ts";

/** What a command is doing; `hooks` phases carry their event. */
export type PhaseName =
  | "crds"
  | "hooks"
  | "create"
  | "update"
  | "delete"
  | "wait-ready"
  | "wait-deleted"
  /** the undoing of a failed install or upgrade */
  | "undo";

export interface Phase {
  readonly release: string;
  readonly revision: number;
  readonly name: PhaseName;
  readonly event: HookEvent | undefined;
}

/** One run of one hook. */
export interface HookStart {
  readonly release: string;
  readonly revision: number;
  readonly event: HookEvent;
  readonly kind: string;
  readonly hook: string;
  readonly namespace: string;
  readonly path: string;
  readonly line: number | undefined;
  readonly weight: number;
  /** 1 for the first one of the event, and how many there are */
  readonly order: number;
  readonly of: number;
  /** why it runs at this place, as a sentence */
  readonly why: string;
  readonly deletePolicies: readonly string[];
}

export type Outcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** Helm's text */
      readonly error: string;
    };

/**
 * Is told what the client does while it does it. What begins also ends, in reverse order, unless the process is killed
 * in between.
 */
export interface ProgressListener {
  phaseStarted(phase: Phase): void;
  phaseEnded(phase: Phase, outcome: Outcome): void;
  hookStarted(hook: HookStart): void;
  hookEnded(hook: HookStart, outcome: Outcome): void;
}

/** Listens to nothing. */
export const silent: ProgressListener = {
  phaseStarted: () => {},
  phaseEnded: () => {},
  hookStarted: () => {},
  hookEnded: () => {},
};
