import { expect, test } from "vitest";
import { readArchive } from "./read-archive.ts";

/** An entry of a tar archive: its header and `size` bytes. */
function entry(name: string, size = 1): Uint8Array {
  const bytes = new Uint8Array(512 + Math.ceil(size / 512) * 512);
  const text = (at: number, value: string): void => bytes.set(new TextEncoder().encode(value), at);
  text(0, name);
  text(124, `${size.toString(8).padStart(11, "0")}\0`);
  text(148, "        ");
  text(156, "0");
  text(257, "ustar\u000000");
  const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  text(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return bytes;
}

const read = (...entries: readonly Uint8Array[]) =>
  readArchive(new Uint8Array(), () => new Uint8Array(Buffer.concat(entries)));

test("files come without the archive's top folder", () => {
  expect(read(entry("c/Chart.yaml"), entry("c/templates/a.yaml")).map(({ name }) => name)).toEqual([
    "Chart.yaml",
    "templates/a.yaml",
  ]);
});

test.each([
  ["c/../../etc/passwd", "chart illegally references parent directory"],
  ["c//etc/passwd", "chart illegally contains absolute paths"],
  ["c/C:/x", "chart contains illegally named files"],
  ["c/..", "chart illegally references parent directory"],
  ["Chart.yaml", 'chart illegally contains content outside the base directory: "Chart.yaml"'],
])("no entry leaves its folder: %s", (name, message) => {
  expect(() => read(entry("c/Chart.yaml"), entry(name))).toThrow(message);
});

const mebibyte = 1 << 20;

test("a file has at most 5 MiB, a chart at most 100", () => {
  expect(() => read(entry("c/big.txt", 6 * mebibyte))).toThrow(
    'decompressed chart file "c/big.txt" is larger than the maximum file size 5242880',
  );
  const many = Array.from({ length: 21 }, () => entry("c/part.txt", 5 * mebibyte));
  expect(() => read(...many)).toThrow("decompressed chart is larger than the maximum file size 104857600");
});

test("an archive without files is none of a chart", () => {
  expect(() => read()).toThrow("no files in chart archive");
});
