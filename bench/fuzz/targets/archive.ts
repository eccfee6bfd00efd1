import { gzipSync } from "node:zlib";
import { loadChart } from "../../../src/chart/load-chart.ts";
import { readArchive } from "../../../src/chart/read-archive.ts";
import { renderProfile } from "../../../src/chart/render-profile.ts";
import { gunzip } from "../../../src/node/gunzip.ts";
import type { RandomStream } from "../../../src/sim/random.ts";
import { mutateBytes, mutateText, pick } from "../mutate.ts";
import { type FuzzTarget, InvariantBroken } from "../target.ts";

const contents: readonly (readonly [string, string])[] = [
  ["demo/Chart.yaml", "apiVersion: v2\nname: demo\nversion: 1.0.0\n"],
  ["demo/values.yaml", "a: 1\n"],
  ["demo/templates/a.yaml", "a: {{ .Values.a }}\n"],
  ["demo/charts/sub/Chart.yaml", "apiVersion: v1\nname: sub\nversion: 0.1.0\n"],
  ["demo/requirements.yaml", "dependencies:\n  - name: sub\n    version: 0.1.0\n"],
];

/** Packed charts whose names, headers and compressed bytes are wrong. No file of them may leave the chart's folder. */
export const archive: FuzzTarget = {
  name: "archive",
  input(random: RandomStream): Uint8Array {
    const files = contents.map(
      ([name, text]) =>
        [
          random.below(3) === 0 ? mutateText(name, [name], random) : name,
          random.below(4) === 0 ? mutateText(text, [text], random) : text,
        ] as const,
    );
    const blocks = Buffer.concat([
      ...files.map(([name, text]) => tarEntry(name, text, pick(["0", "5", "1", "2", "x", "g", "L"], random))),
      Buffer.alloc(1024),
    ]);
    const bytes = random.below(2) === 0 ? mutateBytes(blocks, random) : Uint8Array.from(blocks);
    const packed = Uint8Array.from(gzipSync(bytes));
    return random.below(3) === 0 ? mutateBytes(packed, random) : packed;
  },
  run(input) {
    const files = readArchive(input as Uint8Array, gunzip);
    const outside = files.find(({ name }) => name.startsWith("/") || name.split("/").includes(".."));
    if (outside !== undefined) throw new InvariantBroken(`the archive reaches outside: ${outside.name}`);
    loadChart(files, { profile: renderProfile("4.1.4"), log: () => {}, gunzip });
  },
};

function tarEntry(name: string, text: string, type: string): Buffer {
  const data = Buffer.from(text);
  const header = Buffer.alloc(512);
  header.write(name.slice(0, 100), 0);
  header.write("0000644\x000000000\x000000000\0", 100);
  header.write(`${data.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0        ", 136);
  header.write(data.length % 3 === 0 ? "0" : type, 156);
  header.write("ustar\u000000", 257);
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, "0")}\0 `,
    148,
  );
  return Buffer.concat([header, data, Buffer.alloc((512 - (data.length % 512)) % 512)]);
}
