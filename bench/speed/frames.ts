import { spawnSync } from "node:child_process";
import type { Bench } from "./figure.ts";

/** Frames of the terminal UI over a recording of ten thousand pods, as `npm run bench:tui` measures them. */
export const frames: Bench = (tell) => {
  const { stdout, stderr, status } = spawnSync("npm", ["run", "--silent", "bench:tui"], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  let size = "";
  for (const line of stdout.split("\n")) {
    size = /^(\d+×\d+):/.exec(line)?.[1] ?? size;
    const [, name, milliseconds] = /^ {2}(.+?) +median .* 95 % ([\d.]+) ms/.exec(line) ?? [];
    if (name !== undefined)
      tell({ name: `frame of ${size}, ${name}, 95 %`, value: Number(milliseconds), unit: "ms" });
  }
};
