import { defineConfig } from "vitest/config";

/** Tests against data outside this repository; each skips with a message where the data is missing. */
export default defineConfig({
  test: {
    include: ["src/**/*.conformance.test.ts"],
    // every chart through its whole life takes many minutes: only where it is asked for
    exclude: process.env["SEATRIAL_SURVEY"] === undefined ? ["src/findings/charts.conformance.test.ts"] : [],
    testTimeout: 600_000,
  },
});
