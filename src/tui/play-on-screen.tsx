import { render } from "ink";
import type { Recording } from "../recording/recording.ts";
import { App } from "./app.tsx";
import { ColorContext } from "./line-text.tsx";
import { RunIndex } from "./model/run-index.ts";
import type { PlayOptions } from "./play-options.ts";
import { AlternateScreen } from "./terminal/alternate-screen.ts";
import { FrameStream } from "./terminal/frame-stream.ts";
import { takesUnicode, toAscii } from "./terminal/to-ascii.ts";

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
  // an error that nobody catches ends what is on the screen like any other
  let crash: (error: Error) => void = () => {};
  const crashed = new Promise<never>((_, reject) => {
    crash = reject;
  });
  const screen = new AlternateScreen(resized);
  screen.enter();
  stdout.on("resize", resized);
  process.on("uncaughtException", crash);
  let close = (): void => {};
  try {
    const app = (
      <ColorContext value={(env["NO_COLOR"] ?? "") === ""}>
        <App
          run={new RunIndex(recording)}
          start={{ speed, playing, columns: stdout.columns, rows: stdout.rows }}
          replay={replay}
          suspend={() => screen.suspend()}
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
    close = instance.unmount;
    const code: unknown = await Promise.race([instance.waitUntilExit(), crashed]);
    return typeof code === "number" ? code : 0;
  } finally {
    close();
    process.off("uncaughtException", crash);
    stdout.off("resize", resized);
    frames.close();
    screen.leave();
  }
}
