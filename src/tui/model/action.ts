import type { Stop } from "./run-index.ts";
import type { Pane, WhatIf } from "./state.ts";

/** What can happen to the state. Directions: 1 is later, further down, more; -1 the other way. */
export type Action =
  | { readonly type: "tick" /** of the reader */; readonly seconds: number }
  | { readonly type: "play" }
  | { readonly type: "speed"; readonly by: 1 | -1 }
  | { readonly type: "seek"; readonly t: number }
  | { readonly type: "step"; readonly to: Stop; readonly by: 1 | -1 }
  | { readonly type: "scrub" /** columns of the timeline */; readonly by: number }
  | { readonly type: "move"; readonly by: number }
  | { readonly type: "page" /** screens */; readonly by: number }
  | { readonly type: "edge"; readonly by: 1 | -1 }
  | { readonly type: "focus"; readonly pane: Pane }
  | { readonly type: "next-pane"; readonly by: 1 | -1 }
  | { readonly type: "pod-view" }
  | { readonly type: "tab" }
  | { readonly type: "zoom" }
  | { readonly type: "scale"; readonly by: 1 | -1 }
  | { readonly type: "owner" }
  | { readonly type: "prompt"; readonly kind: "filter" | "time" }
  | { readonly type: "type"; readonly text: string }
  | { readonly type: "erase" }
  | { readonly type: "accept" }
  | { readonly type: "cancel" }
  | { readonly type: "help" }
  | { readonly type: "menu" }
  | { readonly type: "compare"; readonly whatIf: WhatIf }
  | { readonly type: "forget" }
  | { readonly type: "swap" }
  | { readonly type: "say"; readonly message: string }
  | { readonly type: "resize"; readonly columns: number; readonly rows: number };

/** What a key asks for that is more than a change of the state. */
export type Command =
  | Action
  | { readonly type: "quit"; readonly exitCode: number }
  | { readonly type: "suspend" }
  | { readonly type: "save" };
