import { useApp, useInput, useStdout } from "ink";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { keyNames } from "./key-name.ts";
import type { Action } from "./model/action.ts";
import { commandFor } from "./model/keys.ts";
import { reduce } from "./model/reduce.ts";
import type { RunIndex } from "./model/run-index.ts";
import { initialState, type Start } from "./model/state.ts";
import type { Replay } from "./replay.ts";
import { Screen } from "./screen.tsx";
import { WhatIfRuns } from "./what-if-runs.ts";

export interface AppProps {
  readonly run: RunIndex;
  readonly start: Start;
  /** undefined: the run cannot be made again */
  readonly replay: Replay | undefined;
  /** gives the terminal back for a while */
  readonly suspend: () => void;
}

/** Milliseconds between two frames while time goes by. */
const frame = 40;

/** Keys come in, frames go out; in between is the reducer. */
export function App({ run, start, replay, suspend }: AppProps): ReactNode {
  const { exit } = useApp();
  const { stdout } = useStdout();
  const [state, setState] = useState(() => initialState(run, start));
  const latest = useRef(state);
  const dispatch = useCallback((action: Action): void => {
    latest.current = reduce(latest.current, action);
    setState(latest.current);
  }, []);
  const [runs] = useState(() => new WhatIfRuns(run, replay));

  const onKey = (key: string): void => {
    const command = commandFor(key, latest.current);
    if (command === undefined) return;
    if (command.type === "quit") exit(command.exitCode);
    else if (command.type === "suspend") suspend();
    else if (command.type === "save") void runs.save().then((message) => dispatch({ type: "say", message }));
    else if (command.type === "accept" && latest.current.menu !== undefined) ask();
    else {
      if (command.type === "forget") runs.forget();
      dispatch(command);
    }
  };

  const ask = (): void => {
    const { menu } = latest.current;
    const change = menu?.changes[menu.at];
    dispatch({ type: "cancel" });
    if (change === undefined) return;
    dispatch({ type: "say", message: "Running it again …" });
    // what has been said is on the screen before the simulation begins
    setImmediate(() => void runs.ask(change).then(dispatch));
  };

  useInput((input, key) => {
    for (const name of keyNames(input, key)) onKey(name);
  });

  const { playing } = state;
  useEffect(() => {
    if (!playing) return;
    let before = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      dispatch({ type: "tick", seconds: (now - before) / 1000 });
      before = now;
    }, frame);
    return () => clearInterval(timer);
  }, [playing, dispatch]);

  useEffect(() => {
    const resized = (): void => dispatch({ type: "resize", columns: stdout.columns, rows: stdout.rows });
    stdout.on("resize", resized);
    return () => {
      stdout.off("resize", resized);
    };
  }, [stdout, dispatch]);

  return <Screen state={state} />;
}
