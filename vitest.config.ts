import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "bench/**/*.test.ts"],
    exclude: ["**/*.conformance.test.ts", "**/node_modules/**"],
    testTimeout: 30_000,
    // No test leaves anything behind, so files can share what they load.
    pool: "threads",
    isolate: false,
  },
});
