interface Optimizing {
  /** how much a function runs, in bytes of its code, before V8 thinks of optimizing it; V8's own choice is 67584 */
  readonly budget: number;
  /** how much of what a function calls is optimized as a part of it, in bytes of code; V8's own choice is 920 */
  readonly inlined: number;
  /** the largest function that is optimized at all, in bytes of its code; V8's own choice is 61440 */
  readonly largest: number;
  /** whether young garbage is collected when nothing else is to be done; V8's own choice is yes */
  readonly tidies: boolean;
}

const choices = {
  // A run is over before optimized code has paid off; and it has nothing to do but to end.
  "one run": { budget: 1_000_000, inlined: 920, largest: 61_440, tidies: false },
  // What takes seconds is worth what V8 does unasked.
  "a large cluster": { budget: 67_584, inlined: 920, largest: 61_440, tidies: true },
  // Each thread optimizes for itself, and with all processors busy that is time in which it simulates nothing: some
  // hundreds of runs are over sooner if V8 puts less work into each function, and none into the large ones.
  "many runs": { budget: 150_000, inlined: 60, largest: 400, tidies: true },
} satisfies Readonly<Record<string, Optimizing>>;

interface Engine {
  setFlagsFromString(flag: string): void;
}

/** What the types of Node leave out. */
interface NodeOf20 extends NodeJS.Process {
  binding(name: "v8"): Engine;
}

/**
 * The part of `node:v8` that sets flags. The module itself would load all that Node has for streams, for the sake of
 * heap snapshots: some milliseconds of a short run. This way in is old and Node warns of it, but the versions of Node that are
 * told here will not lose it.
 */
function engine(): Engine {
  const { noDeprecation = false } = process;
  process.noDeprecation = true;
  try {
    return (process as NodeOf20).binding("v8");
  } catch {
    // forbidden where Node runs with restricted permissions
    return process.getBuiltinModule("node:v8");
  } finally {
    process.noDeprecation = noDeprecation;
  }
}

/**
 * Sets how much V8 optimizes, in all threads. Code that is kept compiled can be used only by a program with the settings
 * of the one that kept it. Node 20 alone is told: later versions of V8 have a quick compiler before the thorough one.
 */
export function optimizeFor(work: keyof typeof choices): void {
  if (!process.versions.node.startsWith("20.")) return;
  const { budget, inlined, largest, tidies } = choices[work];
  const { setFlagsFromString } = engine();
  setFlagsFromString(`--interrupt-budget=${budget}`);
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${inlined}`);
  setFlagsFromString(`--max-optimized-bytecode-size=${largest}`);
  setFlagsFromString(tidies ? "--minor-gc-task" : "--no-minor-gc-task");
  // Young objects get no more room than they begin with: memory that is touched for the first time costs more than to
  // collect garbage more often. With so little to do, waking other threads for it takes longer than doing it.
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--no-parallel-scavenge");
}
