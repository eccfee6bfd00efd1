import { defineConfig } from "vitest/config";

/** Tests against data outside this repository; each skips with a message where the data is missing. */
export default defineConfig({
  test: { include: ["src/**/*.conformance.test.ts"], testTimeout: 600_000 },
});
