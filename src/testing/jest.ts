import { type JestSnapshot, jestMatchers } from "./jest-matchers.ts";
import type { RecordingMatchers } from "./recording-matchers.ts";

export type { RecordingMatchers, TraceOptions } from "./recording-matchers.ts";

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: so is its second parameter
    interface Matchers<R, T = {}> extends RecordingMatchers<R> {}
  }
}

// biome-ignore lint/suspicious/noTsIgnore: it is there where jest is, and this package does not need it otherwise
// @ts-ignore
declare module "expect" {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends RecordingMatchers<R> {}
}

// jest gives them to every module that it runs
const { expect }: { readonly expect: { extend(matchers: object): void } } = require("@jest/globals");
const snapshot: JestSnapshot = require("jest-snapshot");

expect.extend(jestMatchers(snapshot));
