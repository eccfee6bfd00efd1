import { defineConfig } from "vitest/config";
import { pageScript } from "./build/page-script.mjs";

export default defineConfig({
  define: { PAGE_SCRIPT: JSON.stringify(pageScript()) },
  test: {
    include: ["src/**/*.test.ts", "src/**/*.test.tsx", "bench/**/*.test.ts"],
    exclude: ["**/*.conformance.test.ts", "**/node_modules/**"],
    setupFiles: ["vitest.setup.ts"],
    testTimeout: 30_000,
    // No test leaves anything behind, so files can share what they load.
    pool: "threads",
    isolate: false,
  },
});
