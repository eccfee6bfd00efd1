import { render } from "ink";
import type { Recording } from "../recording/recording.ts";
import { App } from "./app.tsx";
import { ColorContext } from "./line-text.tsx";
import { RunIndex } from "./model/run-index.ts";
import type { Replay } from "./replay.ts";
import { AlternateScreen } from "./terminal/alternate-screen.ts";
import { FrameStream } from "./terminal/frame-stream.ts";
import { takesUnicode, toAscii } from "./terminal/to-ascii.ts";

export interface PlayOptions {
  readonly speed: number;
  /** begin to play at once */
  readonly playing: boolean;
  readonly replay: Replay | undefined;
}

/** Shows a recording on the terminal until somebody quits; gives the exit code. */
export async function playOnScreen(
  recording: Recording,
  { speed, playing, replay }: PlayOptions,
): Promise<number> {
  const { stdout, stdin, env } = process;
  const output = {
    get columns() {
      return stdout.columns;
    },
    get rows() {
      return stdout.rows;
    },
    write: (text: string) => void stdout.write(text),
  };
  const frames = new FrameStream(output, takesUnicode(env) ? (frame) => frame : toAscii);
  const resized = (): void => {
    frames.forget();
    stdout.write("\u001b[2J");
    frames.emit("resize");
  };
  const screen = new AlternateScreen();
  screen.enter();
  stdout.on("resize", resized);
  try {
    const app = (
      <ColorContext value={(env["NO_COLOR"] ?? "") === ""}>
        <App
          run={new RunIndex(recording)}
          start={{ speed, playing, columns: stdout.columns, rows: stdout.rows }}
          replay={replay}
        />
      </ColorContext>
    );
    const instance = render(app, {
      // it takes frames as they are, without the terminal's own ways of getting from one to the next
      debug: true,
      stdout: frames as unknown as NodeJS.WriteStream,
      stdin,
      exitOnCtrlC: false,
      patchConsole: false,
      isScreenReaderEnabled: false,
    });
    const code: unknown = await instance.waitUntilExit();
    return typeof code === "number" ? code : 0;
  } finally {
    stdout.off("resize", resized);
    frames.close();
    screen.leave();
  }
}
